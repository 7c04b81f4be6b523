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
 * Joins two arrangements by key: each event is looked up in the other side's state. Where both
 * sides have events at once, the right one goes first, against the left state before its event; so
 * each pair is seen once, also where both sides are one arrangement.
 *
 * <p>A left join gives, besides, each left row that no right row matches; an event on the right
 * takes such rows back for keys that now have a match, and gives them for keys that have none any
 * more.
 */
final class JoinOperator extends Operator {
  private static final byte[] NO_ROW = new byte[0];

  private final Node.Join node;
  private final PairFunction function;
  private final @Nullable PairPredicate residual;
  private final boolean outer;
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

  JoinOperator(Node.Join node, Arranged left, Arranged right, RowErrors errors) {
    super(node.kind() == JoinKind.LEFT ? "left join " + node.detail() : "join " + node.detail());
    this.node = node;
    this.function = node.out();
    this.residual = node.residual();
    this.outer = node.kind() == JoinKind.LEFT;
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
      joinRight();
    }
    if (leftEvent) {
      joinLeft();
    }
    if (outer) {
      passUnmatchable();
    }
  }

  private void joinLeft() {
    group.over(left);
    other.over(right.after());
    left.expectIn(other);
    while (group.next(left.shape())) {
      if (other.seek(group.key(), group.keyFrom(), group.keyTo())) {
        while (other.next()) {
          pairWithGroup(right.shape(), true);
        }
      }
      if (outer) {
        giveUnmarked();
      }
    }
    other.clear();
  }

  private void joinRight() {
    group.over(right);
    other.over(left.before());
    right.expectIn(other);
    if (outer) {
      formerRight.over(right.before());
      presentRight.over(right.after());
    }
    while (group.next(right.shape())) {
      if (other.seek(group.key(), group.keyFrom(), group.keyTo())) {
        while (other.next()) {
          pairWithGroup(left.shape(), false);
        }
        if (outer) {
          changeMatches();
        }
      }
    }
    other.clear();
    formerRight.clear();
    presentRight.clear();
  }

  /** Pairs the row that {@link #other} stands on with each row of the event's group. */
  private void pairWithGroup(@Nullable RowShape shape, boolean eventIsLeft) {
    byte[] bytes = other.bytes();
    int from = other.valueFrom();
    int to = other.valueTo();
    if (shape != null) {
      shape.fit(bytes, from, to, shaped.reset());
      bytes = shaped.buffer();
      from = 0;
      to = shaped.size();
    }
    long weight = other.weight();
    for (int i = 0; i < group.size(); i++) {
      byte[] row = group.bytes(i);
      int rowFrom = group.from(i);
      int rowTo = group.to(i);
      long product = Math.multiplyExact(weight, group.weight(i));
      boolean matches =
          eventIsLeft
              ? pair(row, rowFrom, rowTo, bytes, from, to, product, group.cause(i))
              : pair(bytes, from, to, row, rowFrom, rowTo, product, group.cause(i));
      if (matches && weight > 0) {
        group.mark(i);
      }
    }
  }

  private boolean pair(
      byte[] l, int lFrom, int lTo, byte[] r, int rFrom, int rTo, long weight, long cause) {
    Delta rows = out().rows();
    try {
      if (residual != null && !residual.test(l, lFrom, lTo, r, rFrom, rTo)) {
        return false;
      }
    } catch (EvertException e) {
      errors.addPair(label(), e, l, lFrom, lTo, r, rFrom, rTo, weight, cause);
      return false;
    }
    try {
      function.apply(l, lFrom, lTo, r, rFrom, rTo, rows.writer());
      rows.end(weight, cause);
    } catch (EvertException e) {
      rows.cancel();
      errors.addPair(label(), e, l, lFrom, lTo, r, rFrom, rTo, weight, cause);
    }
    drainIfFull();
    return true;
  }

  private void giveUnmarked() {
    for (int i = 0; i < group.size(); i++) {
      if (!group.isMarked(i)) {
        alone(group.bytes(i), group.from(i), group.to(i), group.weight(i), group.cause(i));
      }
    }
  }

  private void alone(byte[] bytes, int from, int to, long weight, long cause) {
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

  /** The right side of a key changes: left rows may gain their first match or lose their last. */
  private void changeMatches() {
    // Without a residual predicate one answer holds for all left rows of the key.
    boolean forAll = residual == null;
    boolean had = forAll && partners.exist(formerRight, group, NO_ROW, 0, 0);
    boolean has = forAll && partners.exist(presentRight, group, NO_ROW, 0, 0);
    if (forAll && had == has) {
      return;
    }
    long cause = group.lastCause();
    other.seek(group.key(), group.keyFrom(), group.keyTo());
    while (other.next()) {
      changeMatch(forAll, had, has, cause);
    }
  }

  private void changeMatch(boolean isKnown, boolean knownHad, boolean knownHas, long cause) {
    byte[] bytes = other.bytes();
    int from = other.valueFrom();
    int to = other.valueTo();
    RowShape shape = left.shape();
    if (shape != null) {
      shape.fit(bytes, from, to, shaped.reset());
      bytes = shaped.buffer();
      from = 0;
      to = shaped.size();
    }
    boolean had = isKnown ? knownHad : partners.exist(formerRight, group, bytes, from, to);
    boolean has = isKnown ? knownHas : partners.exist(presentRight, group, bytes, from, to);
    if (had != has) {
      alone(bytes, from, to, has ? -other.weight() : other.weight(), cause);
    }
  }

  private void passUnmatchable() {
    Delta rows = unmatchable.take();
    if (rows != null) {
      for (int i = 0; i < rows.size(); i++) {
        alone(rows.bytes(), rows.from(i), rows.to(i), rows.weight(i), rows.cause(i));
      }
    }
  }

  /** What it computes. */
  Node.Join node() {
    return node;
  }

  @Override
  long taken() {
    return left.total() + right.total() + unmatchable.total();
  }
}
