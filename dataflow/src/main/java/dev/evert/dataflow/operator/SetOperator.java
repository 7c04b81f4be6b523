package dev.evert.dataflow.operator;

import dev.evert.dataflow.Node;
import dev.evert.dataflow.RowFunction;
import dev.evert.dataflow.SetKind;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunBuilder;
import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.spi.error.EvertException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Intersects two multisets, or takes one from the other. Rows are equal if their keys are; of those
 * that look different the first ones of the left side, by their bytes, are given.
 *
 * <p>The arrangement has, for each key, the left rows, after a byte {@value #LEFT}, and the number
 * of right rows, at a byte {@value #RIGHT}.
 */
final class SetOperator extends Operator {
  private static final int LEFT = 0;
  private static final int RIGHT = 1;
  private static final byte[] SIDES = {LEFT, RIGHT};

  private final SetKind kind;
  private final RowFunction key;
  private final Port left;
  private final Port right;
  private final RowErrors errors;
  private final Arrangement counts;
  private final EntryBatch batch = new EntryBatch();
  private final RunBuilder builder = new RunBuilder(false);
  private final GroupCursor cursor = new GroupCursor();
  private final CountedRows rows = new CountedRows();

  SetOperator(Node.SetOperation node, Feed left, Feed right, Arrangement counts, RowErrors errors) {
    super(node.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + node.detail());
    this.kind = node.kind();
    this.key = node.key();
    this.left = new Port(left);
    this.right = new Port(right);
    this.counts = counts;
    this.errors = errors;
  }

  @Override
  void visit() {
    gather(left.take(), LEFT);
    gather(right.take(), RIGHT);
    if (batch.size() == 0) {
      return;
    }
    int[] order = batch.sort();
    counts.settle();
    cursor.over(counts.runs());
    builder.reset();
    int i = 0;
    while (i < batch.size()) {
      int end = i + 1;
      while (end < batch.size() && batch.sameKey(order[i], order[end])) {
        end++;
      }
      change(order, i, end);
      i = end;
    }
    cursor.clear();
    batch.reset();
    Run run = builder.finish();
    if (run != null) {
      counts.add(run);
    }
  }

  private void gather(@Nullable Delta changes, int side) {
    for (int i = 0; changes != null && i < changes.size(); i++) {
      byte[] bytes = changes.bytes();
      int from = changes.from(i);
      int to = changes.to(i);
      try {
        key.apply(bytes, from, to, batch.writer());
      } catch (EvertException e) {
        batch.cancel();
        errors.add(label(), e, bytes, from, to, changes.weight(i), changes.cause(i));
        continue;
      }
      batch.endKey();
      batch.writer().putEncoded(SIDES, side, 1);
      if (side == LEFT) {
        batch.writer().putEncoded(bytes, from, to - from);
      }
      batch.end(changes.weight(i), changes.cause(i));
    }
  }

  /** Changes the counts of one key's rows. */
  private void change(int[] order, int first, int end) {
    byte[] bytes = batch.bytes();
    int entry = order[first];
    rows.begin(cursor.seek(bytes, batch.from(entry), batch.keyTo(entry)) ? cursor : null);
    int i = first;
    while (i < end) {
      entry = order[i];
      long weight = 0;
      long cause = Long.MIN_VALUE;
      int next = i;
      for (; next < end && batch.same(entry, order[next]); next++) {
        weight += batch.weight(order[next]);
        cause = Math.max(cause, batch.cause(order[next]));
      }
      rows.change(bytes, batch.keyTo(entry), batch.to(entry), weight, cause);
      if (weight != 0) {
        builder.add(bytes, batch.from(entry), batch.keyTo(entry), batch.to(entry), weight, cause);
      }
      i = next;
    }
    rows.finish();
    give();
  }

  private void give() {
    long former = kind.count(rows.leftBefore(), rows.rightBefore());
    long present = kind.count(rows.leftAfter(), rows.rightAfter());
    for (int i = 0; i < rows.size() && (former > 0 || present > 0); i++) {
      long taken = Math.min(Math.max(rows.before(i), 0), former);
      long given = Math.min(Math.max(rows.after(i), 0), present);
      former -= taken;
      present -= given;
      if (given != taken) {
        out().rows().add(rows.bytes(), rows.from(i), rows.to(i), given - taken, rows.cause());
      }
    }
    drainIfFull();
  }

  @Override
  List<Arrangement> arrangements() {
    return List.of(counts);
  }

  @Override
  long taken() {
    return left.total() + right.total();
  }
}
