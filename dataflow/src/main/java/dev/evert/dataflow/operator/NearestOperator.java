package dev.evert.dataflow.operator;

import dev.evert.dataflow.PairFunction;
import dev.evert.dataflow.TimeNode;
import dev.evert.dataflow.arrangement.MergeCursor;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.delta.RowShape;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;
import org.jspecify.annotations.Nullable;

/**
 * Gives left rows with the nearest right row before them. Right rows are arranged with their places
 * turned around, so that the nearest one before is the first one from there. As in {@link
 * JoinOperator} the right event goes first, against the left state before its event: a right row
 * that comes or goes concerns the left rows from its place on, up to the first that is nearer to
 * another one.
 */
final class NearestOperator extends Operator {
  private final int placeBytes;
  private final boolean includesEqual;
  private final boolean isOuter;
  private final PairFunction function;
  private final Arranged.Look left;
  private final Arranged.Look right;
  private final Port unmatchable;
  private final RowErrors errors;

  private final EventGroup group = new EventGroup();
  private final MergeCursor lefts = new MergeCursor();
  private final NearestRow former = new NearestRow();
  private final NearestRow present = new NearestRow();
  private final RowWriter key = new RowWriter();
  private final RowWriter start = new RowWriter();
  private final RowWriter end = new RowWriter();
  private final RowWriter shaped = new RowWriter();

  NearestOperator(TimeNode.Nearest node, Arranged left, Arranged right, RowErrors errors) {
    super("nearest " + node.detail());
    this.placeBytes = node.placeBytes();
    this.includesEqual = node.includesEqual();
    this.isOuter = node.isOuter();
    this.function = node.out();
    this.left = new Arranged.Look(left);
    this.right = new Arranged.Look(right);
    this.unmatchable = new Port(left.unmatchable());
    this.errors = errors;
  }

  @Override
  void visit() {
    boolean leftEvent = left.take();
    boolean rightEvent = right.take();
    if (rightEvent) {
      changeRight();
    }
    if (leftEvent) {
      joinLeft();
    }
    Delta rows = unmatchable.take();
    for (int i = 0; rows != null && isOuter && i < rows.size(); i++) {
      give(null, rows.bytes(), rows.from(i), rows.to(i), rows.weight(i), rows.cause(i));
      drainIfFull();
    }
  }

  private void joinLeft() {
    group.over(left);
    present.over(right.after());
    while (group.next(left.shape())) {
      if (find(present, group.key(), group.keyFrom(), group.keyTo())) {
        for (int i = 0; i < group.size(); i++) {
          give(
              present, group.bytes(i), group.from(i), group.to(i), group.weight(i), group.cause(i));
          drainIfFull();
        }
      }
    }
    present.clear();
  }

  /** Finds what is nearest to a left key; false if there is none and none is wanted. */
  private boolean find(NearestRow row, byte[] bytes, int from, int to) {
    int prefix = to - from - placeBytes;
    turned(bytes, from, to, key);
    boolean some = includesEqual || increase(key);
    if (some) {
      row.find(key, prefix, right.shape());
    } else {
      row.none();
    }
    return isOuter || row.isPresent();
  }

  /** The key with the place turned around: the other side's for the same place. */
  private void turned(byte[] bytes, int from, int to, RowWriter out) {
    out.reset().putEncoded(bytes, from, to - from);
    byte[] copy = out.buffer();
    for (int i = to - from - placeBytes; i < to - from; i++) {
      copy[i] = (byte) ~copy[i];
    }
  }

  /** The next place; false if there is none. */
  private boolean increase(RowWriter place) {
    byte[] bytes = place.buffer();
    for (int i = place.size() - 1; i >= place.size() - placeBytes; i--) {
      if (++bytes[i] != 0) {
        return true;
      }
    }
    return false;
  }

  private void changeRight() {
    group.over(right);
    former.over(right.before());
    present.over(right.after());
    end.reset();
    while (group.next(right.shape())) {
      turned(group.key(), group.keyFrom(), group.keyTo(), start);
      boolean some = includesEqual || increase(start);
      if (some) {
        changeLefts(group.lastCause());
      }
      // Right rows come from the last place to the first: the next one concerns none from here on.
      end.reset().putEncoded(start.buffer(), 0, some ? start.size() : 0);
    }
    lefts.clear();
    former.clear();
    present.clear();
  }

  private void changeLefts(long cause) {
    lefts.from(left.before(), start.buffer(), 0, start.size());
    boolean changes = true;
    while (changes && lefts.next() && isConcerned()) {
      byte[] bytes = lefts.bytes();
      int from = lefts.keyFrom();
      int to = lefts.keyTo();
      find(former, bytes, from, to);
      find(present, bytes, from, to);
      changes = !former.isSame(present);
      if (changes) {
        change(cause);
      }
    }
  }

  /** Whether the left row is of the same key, and not concerned by the right row before. */
  private boolean isConcerned() {
    byte[] bytes = lefts.bytes();
    int from = lefts.keyFrom();
    int to = lefts.keyTo();
    int prefix = start.size() - placeBytes;
    boolean same =
        to - from == start.size()
            && Bytes.equal(bytes, from, from + prefix, start.buffer(), 0, prefix);
    boolean hasEnd =
        end.size() == start.size()
            && Bytes.equal(end.buffer(), 0, prefix, start.buffer(), 0, prefix);
    return same && !(hasEnd && Bytes.compare(bytes, from, to, end.buffer(), 0, end.size()) >= 0);
  }

  private void change(long cause) {
    byte[] bytes = lefts.bytes();
    int from = lefts.keyTo();
    int to = lefts.valueTo();
    RowShape shape = left.shape();
    if (shape != null) {
      shape.fit(bytes, from, to, shaped.reset());
      bytes = shaped.buffer();
      from = 0;
      to = shaped.size();
    }
    if (isOuter || former.isPresent()) {
      give(former, bytes, from, to, -lefts.weight(), cause);
    }
    if (isOuter || present.isPresent()) {
      give(present, bytes, from, to, lefts.weight(), cause);
    }
    drainIfFull();
  }

  private void give(
      @Nullable NearestRow found, byte[] bytes, int from, int to, long weight, long cause) {
    Delta rows = out().rows();
    byte[] r = found == null ? new byte[0] : found.bytes();
    int rFrom = found == null ? 0 : found.from();
    int rTo = found == null ? 0 : found.to();
    try {
      function.apply(bytes, from, to, r, rFrom, rTo, rows.writer());
      rows.end(weight, cause);
    } catch (EvertException e) {
      rows.cancel();
      errors.addPair(label(), e, bytes, from, to, r, rFrom, rTo, weight, cause);
    }
  }

  @Override
  long taken() {
    return left.total() + right.total() + unmatchable.total();
  }
}
