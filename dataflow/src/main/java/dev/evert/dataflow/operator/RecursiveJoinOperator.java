package dev.evert.dataflow.operator;

import dev.evert.dataflow.Node;
import dev.evert.dataflow.PairFunction;
import dev.evert.dataflow.PairPredicate;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.dataflow.delta.RowShape;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins inside of a recursion. A side that does not change with the iterations is looked up where
 * joins outside look it up too. A pair is there from the iteration on in which both its rows are:
 * so a change of one iteration may give pairs of later ones.
 */
final class RecursiveJoinOperator extends RecursiveOperator {
  private final PairFunction function;
  private final @Nullable PairPredicate residual;
  private final @Nullable StampedSide left;
  private final @Nullable StampedSide right;
  private final Arranged.@Nullable Look fixed;
  private final RowErrors errors;
  private final GroupCursor other = new GroupCursor();
  private final EventGroup group = new EventGroup();
  private final RowWriter shaped = new RowWriter();
  private boolean open;

  /**
   * A join of which one side or both change with the iterations.
   *
   * @param left null if it does not
   * @param right null if it does not
   * @param fixed the side that does not
   */
  RecursiveJoinOperator(
      Node.Join node,
      @Nullable StampedSide left,
      @Nullable StampedSide right,
      @Nullable Arranged fixed,
      Iteration iteration,
      RowErrors errors) {
    super("recursive join " + node.detail(), iteration);
    this.function = node.out();
    this.residual = node.residual();
    this.left = left;
    this.right = right;
    this.fixed = fixed == null ? null : new Arranged.Look(fixed);
    this.errors = errors;
  }

  @Override
  void visit() {
    giveWaiting();
    if (fixed == null) {
      joinBoth();
    } else if (left != null) {
      joinFixed(left, fixed);
    } else if (right != null) {
      joinFixed(right, fixed);
    }
  }

  private void joinFixed(StampedSide side, Arranged.Look constant) {
    if (constant.take()) {
      changeFixed(side, constant);
    }
    if (side.take(now())) {
      if (!open) {
        other.over(constant.after());
        open = true;
      }
      lookUpFixed(side, constant.shape());
      side.keep();
    }
  }

  /** Each side's changes meet the other's state: the right one's go first. */
  private void joinBoth() {
    StampedSide first = right;
    StampedSide second = left;
    if (first == null || second == null) {
      throw new IllegalStateException("a side is missing");
    }
    if (first.take(now())) {
      lookUp(first, second.state());
      first.keep();
    }
    if (second.take(now())) {
      lookUp(second, first.state());
      second.keep();
    }
  }

  /** Looks up what a side has taken where nothing changes from iteration to iteration. */
  private void lookUpFixed(StampedSide side, @Nullable RowShape shape) {
    EntryBatch taken = side.taken();
    int[] order = side.order();
    int i = 0;
    while (i < taken.size()) {
      int end = side.endOfKey(i);
      if (other.seek(taken.bytes(), taken.from(order[i]), taken.keyTo(order[i]))) {
        while (other.next()) {
          byte[] bytes = other.bytes();
          int from = other.valueFrom();
          int to = other.valueTo();
          if (shape != null) {
            shape.fit(bytes, from, to, shaped.reset());
            bytes = shaped.buffer();
            from = 0;
            to = shaped.size();
          }
          pairWithTaken(side, i, end, bytes, from, to, other.weight(), now());
        }
      }
      i = end;
    }
  }

  /** Looks up what a side has taken in the other side's state. */
  private void lookUp(StampedSide side, StampedState state) {
    EntryBatch taken = side.taken();
    int[] order = side.order();
    GroupCursor old = state.old();
    YoungEntries young = state.young();
    int i = 0;
    while (i < taken.size()) {
      int end = side.endOfKey(i);
      int from = taken.from(order[i]);
      int to = taken.keyTo(order[i]);
      if (old.seek(taken.bytes(), from, to)) {
        while (old.next()) {
          stamped(side, i, end, old.bytes(), old.valueFrom(), old.valueTo(), old.weight());
        }
      }
      for (int e = young.find(taken.bytes(), from, to); e >= 0; e = young.before(e)) {
        if (young.weight(e) != 0) {
          stamped(
              side, i, end, young.bytes(), young.valueFrom(e), young.valueTo(e), young.weight(e));
        }
      }
      i = end;
    }
  }

  private void stamped(
      StampedSide side, int first, int end, byte[] bytes, int from, int to, long weight) {
    int at = Math.max(now(), Stamps.read(bytes, to));
    pairWithTaken(side, first, end, bytes, from, to - Stamps.BYTES, weight, at);
  }

  private void pairWithTaken(
      StampedSide side,
      int first,
      int end,
      byte[] bytes,
      int from,
      int to,
      long otherWeight,
      int at) {
    EntryBatch taken = side.taken();
    for (int i = first; i < end; i++) {
      int entry = side.order()[i];
      long weight = Math.multiplyExact(otherWeight, taken.weight(entry));
      int rowFrom = taken.keyTo(entry);
      int rowTo = taken.to(entry);
      byte[] row = taken.bytes();
      long cause = taken.cause(entry);
      if (side.equals(left)) {
        pair(row, rowFrom, rowTo, bytes, from, to, weight, cause, at);
      } else {
        pair(bytes, from, to, row, rowFrom, rowTo, weight, cause, at);
      }
    }
  }

  /** What does not change with the iterations has changed for all of them. */
  private void changeFixed(StampedSide side, Arranged.Look constant) {
    group.over(constant);
    GroupCursor old = side.state().old();
    YoungEntries young = side.state().young();
    while (group.next(constant.shape())) {
      if (old.seek(group.key(), group.keyFrom(), group.keyTo())) {
        while (old.next()) {
          pairWithGroup(side, old.bytes(), old.valueFrom(), old.valueTo(), old.weight());
        }
      }
      int e = young.find(group.key(), group.keyFrom(), group.keyTo());
      for (; e >= 0; e = young.before(e)) {
        if (young.weight(e) != 0) {
          pairWithGroup(side, young.bytes(), young.valueFrom(e), young.valueTo(e), young.weight(e));
        }
      }
    }
  }

  private void pairWithGroup(
      StampedSide side, byte[] row, int from, int stampedTo, long sideWeight) {
    int to = stampedTo - Stamps.BYTES;
    int at = Stamps.read(row, stampedTo);
    for (int i = 0; i < group.size(); i++) {
      long weight = Math.multiplyExact(sideWeight, group.weight(i));
      byte[] bytes = group.bytes(i);
      if (side.equals(left)) {
        pair(row, from, to, bytes, group.from(i), group.to(i), weight, group.cause(i), at);
      } else {
        pair(bytes, group.from(i), group.to(i), row, from, to, weight, group.cause(i), at);
      }
    }
  }

  private void pair(
      byte[] l, int lFrom, int lTo, byte[] r, int rFrom, int rTo, long weight, long cause, int at) {
    Delta rows = target(at);
    try {
      if (residual != null && !residual.test(l, lFrom, lTo, r, rFrom, rTo)) {
        return;
      }
      function.apply(l, lFrom, lTo, r, rFrom, rTo, rows.writer());
      rows.end(weight, cause);
    } catch (EvertException e) {
      rows.cancel();
      errors.addPair(label(), e, l, lFrom, lTo, r, rFrom, rTo, weight, cause);
    }
    gave(at);
  }

  @Override
  void end() {
    if (open) {
      other.clear();
      open = false;
    }
    if (left != null) {
      left.state().end();
    }
    if (right != null) {
      right.state().end();
    }
  }

  @Override
  List<Arrangement> arrangements() {
    List<Arrangement> own = new ArrayList<>();
    if (left != null) {
      own.add(left.state().arrangement());
    }
    if (right != null) {
      own.add(right.state().arrangement());
    }
    return own;
  }

  @Override
  long taken() {
    long sum = fixed == null ? 0 : fixed.total();
    sum += left == null ? 0 : left.total();
    return sum + (right == null ? 0 : right.total());
  }
}
