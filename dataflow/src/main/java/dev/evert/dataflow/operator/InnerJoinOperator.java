package dev.evert.dataflow.operator;

import dev.evert.dataflow.Node;
import dev.evert.dataflow.PairFunction;
import dev.evert.dataflow.PairPredicate;
import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.spi.error.EvertException;
import org.jspecify.annotations.Nullable;

/**
 * Joins two indexes by key, row by row: each row of an event is looked up in the other side's
 * state. Where both sides have events at once, the right one goes first, against the left state
 * before its event; so each pair is seen once, also where both sides are one index.
 */
final class InnerJoinOperator extends Operator {
  private final PairFunction function;
  private final @Nullable PairPredicate residual;
  private final RowIndex.Look left;
  private final RowIndex.Look right;
  private final RowErrors errors;

  InnerJoinOperator(Node.Join node, RowIndex left, RowIndex right, RowErrors errors) {
    super("join " + node.detail());
    this.function = node.out();
    this.residual = node.residual();
    this.left = new RowIndex.Look(left);
    this.right = new RowIndex.Look(right);
    this.errors = errors;
  }

  @Override
  void visit() {
    boolean leftEvent = left.take();
    boolean rightEvent = right.take();
    if (rightEvent) {
      joinRight();
    }
    if (leftEvent) {
      joinLeft();
    }
  }

  private void joinLeft() {
    EntryBatch event = left.event();
    byte[] bytes = event.bytes();
    right.begin(true);
    right.expect(left);
    for (int i = 0; i < event.size(); i++) {
      int keyTo = event.keyTo(i);
      right.seek(left.hash(i), bytes, event.from(i), keyTo);
      while (right.next()) {
        long weight = Math.multiplyExact(right.weight(), event.weight(i));
        byte[] other = right.bytes();
        int from = right.from();
        pair(bytes, keyTo, event.to(i), other, from, right.to(), weight, event.cause(i));
      }
    }
    right.end();
  }

  private void joinRight() {
    EntryBatch event = right.event();
    byte[] bytes = event.bytes();
    left.begin(false);
    left.expect(right);
    for (int i = 0; i < event.size(); i++) {
      int keyTo = event.keyTo(i);
      left.seek(right.hash(i), bytes, event.from(i), keyTo);
      while (left.next()) {
        long weight = Math.multiplyExact(left.weight(), event.weight(i));
        byte[] other = left.bytes();
        int from = left.from();
        pair(other, from, left.to(), bytes, keyTo, event.to(i), weight, event.cause(i));
      }
    }
    left.end();
  }

  private void pair(
      byte[] l, int lFrom, int lTo, byte[] r, int rFrom, int rTo, long weight, long cause) {
    Delta rows = out().rows();
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
    drainIfFull();
  }

  @Override
  long taken() {
    return left.total() + right.total();
  }
}
