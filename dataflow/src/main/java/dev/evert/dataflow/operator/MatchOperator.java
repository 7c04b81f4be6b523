package dev.evert.dataflow.operator;

import dev.evert.dataflow.JoinKind;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.PairFunction;
import dev.evert.dataflow.PairPredicate;
import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.delta.RowShape;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;
import org.jspecify.annotations.Nullable;

/**
 * Gives the left rows that have a partner on the right, or those that have none. As in {@link
 * JoinOperator} the right event goes first, against the left state before its event: it gives, or
 * takes back, the left rows that gain their first partner or lose their last.
 *
 * <p>Where a residual condition may fail, all pairs are asked, not just as many as would do: each
 * pair that fails is among the errors as long as both rows are there.
 */
final class MatchOperator extends Operator {
  private static final byte[] NO_ROW = new byte[0];

  private final PairFunction function;
  private final @Nullable PairPredicate residual;
  private final boolean wanted;
  private final Arranged.Look left;
  private final Arranged.Look right;
  private final Partners partners;
  private final Port unmatchable;
  private final RowErrors errors;

  private final EventGroup group = new EventGroup();
  private final GroupCursor other = new GroupCursor();
  private final GroupCursor formerRight = new GroupCursor();
  private final GroupCursor presentRight = new GroupCursor();
  private final RowWriter shaped = new RowWriter();
  private byte[] row = NO_ROW;
  private int rowFrom;
  private int rowTo;

  MatchOperator(Node.Join node, Arranged left, Arranged right, RowErrors errors) {
    super((node.kind() == JoinKind.SEMI ? "semi join " : "anti join ") + node.detail());
    this.function = node.out();
    this.residual = node.residual();
    this.wanted = node.kind() == JoinKind.SEMI;
    this.left = new Arranged.Look(left);
    this.right = new Arranged.Look(right);
    this.partners = new Partners(residual, this.right);
    this.unmatchable = new Port(left.unmatchable());
    this.errors = errors;
  }

  @Override
  void visit() {
    boolean leftEvent = left.take();
    boolean rightEvent = right.take();
    if (rightEvent) {
      matchRight();
    }
    if (leftEvent) {
      matchLeft();
    }
    passUnmatchable();
  }

  private void matchLeft() {
    group.over(left);
    other.over(right.after());
    left.expectIn(other);
    while (group.next(left.shape())) {
      boolean found = other.seek(group.key(), group.keyFrom(), group.keyTo());
      if (residual == null) {
        giveAll(found && partners.exist(other, group, NO_ROW, 0, 0));
      } else {
        if (found) {
          markMatched(residual);
        }
        giveMarked();
      }
    }
    other.clear();
  }

  private void giveAll(boolean has) {
    for (int i = 0; has == wanted && i < group.size(); i++) {
      give(group.bytes(i), group.from(i), group.to(i), group.weight(i), group.cause(i));
    }
  }

  private void markMatched(PairPredicate condition) {
    while (other.next()) {
      stand(other, right.shape());
      for (int i = 0; i < group.size(); i++) {
        long weight = Math.multiplyExact(other.weight(), group.weight(i));
        byte[] bytes = group.bytes(i);
        boolean matches =
            test(
                condition,
                bytes,
                group.from(i),
                group.to(i),
                row,
                rowFrom,
                rowTo,
                weight,
                group.cause(i));
        if (matches && other.weight() > 0) {
          group.mark(i);
        }
      }
    }
  }

  private void giveMarked() {
    for (int i = 0; i < group.size(); i++) {
      if (group.isMarked(i) == wanted) {
        give(group.bytes(i), group.from(i), group.to(i), group.weight(i), group.cause(i));
      }
    }
  }

  private void matchRight() {
    group.over(right);
    other.over(left.before());
    right.expectIn(other);
    formerRight.over(right.before());
    presentRight.over(right.after());
    while (group.next(right.shape())) {
      boolean had = residual == null && partners.exist(formerRight, group, NO_ROW, 0, 0);
      boolean has = residual == null && partners.exist(presentRight, group, NO_ROW, 0, 0);
      boolean same = residual == null && had == has;
      if (!same && other.seek(group.key(), group.keyFrom(), group.keyTo())) {
        long cause = group.lastCause();
        while (other.next()) {
          stand(other, left.shape());
          change(had, has, cause);
        }
      }
    }
    other.clear();
    formerRight.clear();
    presentRight.clear();
  }

  /** The left row that stands may gain its first partner, or lose its last. */
  private void change(boolean knownHad, boolean knownHas, long cause) {
    boolean had = knownHad;
    boolean has = knownHas;
    if (residual != null) {
      testWithGroup(residual);
      had = partners.exist(formerRight, group, row, rowFrom, rowTo);
      has = partners.exist(presentRight, group, row, rowFrom, rowTo);
    }
    if (had != has) {
      give(row, rowFrom, rowTo, has == wanted ? other.weight() : -other.weight(), cause);
    }
  }

  /** Has the pairs with the right event that fail be among the errors. */
  private void testWithGroup(PairPredicate condition) {
    for (int i = 0; i < group.size(); i++) {
      long weight = Math.multiplyExact(other.weight(), group.weight(i));
      byte[] bytes = group.bytes(i);
      var _ =
          test(
              condition,
              row,
              rowFrom,
              rowTo,
              bytes,
              group.from(i),
              group.to(i),
              weight,
              group.cause(i));
    }
  }

  private boolean test(
      PairPredicate condition,
      byte[] l,
      int lFrom,
      int lTo,
      byte[] r,
      int rFrom,
      int rTo,
      long weight,
      long cause) {
    try {
      return condition.test(l, lFrom, lTo, r, rFrom, rTo);
    } catch (EvertException e) {
      errors.addPair(label(), e, l, lFrom, lTo, r, rFrom, rTo, weight, cause);
      return false;
    }
  }

  private void stand(GroupCursor cursor, @Nullable RowShape shape) {
    row = cursor.bytes();
    rowFrom = cursor.valueFrom();
    rowTo = cursor.valueTo();
    if (shape != null) {
      shape.fit(row, rowFrom, rowTo, shaped.reset());
      row = shaped.buffer();
      rowFrom = 0;
      rowTo = shaped.size();
    }
  }

  private void give(byte[] bytes, int from, int to, long weight, long cause) {
    Delta rows = out().rows();
    try {
      function.apply(bytes, from, to, NO_ROW, 0, 0, rows.writer());
      rows.end(weight, cause);
    } catch (EvertException e) {
      rows.cancel();
      errors.add(label(), e, bytes, from, to, weight, cause);
    }
    drainIfFull();
  }

  /** A row whose key matches nothing has no partner. */
  private void passUnmatchable() {
    Delta rows = unmatchable.take();
    for (int i = 0; rows != null && !wanted && i < rows.size(); i++) {
      give(rows.bytes(), rows.from(i), rows.to(i), rows.weight(i), rows.cause(i));
    }
  }

  @Override
  long taken() {
    return left.total() + right.total() + unmatchable.total();
  }
}
