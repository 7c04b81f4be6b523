package dev.evert.dataflow.operator;

import dev.evert.dataflow.PairPredicate;
import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.delta.RowShape;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;
import org.jspecify.annotations.Nullable;

/** Finds out whether rows of a join's left side have partners on its right side. */
final class Partners {
  private final @Nullable PairPredicate residual;
  private final Arranged.Look right;
  private final RowWriter shaped = new RowWriter();

  Partners(@Nullable PairPredicate residual, Arranged.Look right) {
    this.residual = residual;
    this.right = right;
  }

  /** Whether a right row of the group's key matches the left row. */
  boolean exist(GroupCursor rights, EventGroup group, byte[] bytes, int from, int to) {
    boolean found = false;
    if (rights.seek(group.key(), group.keyFrom(), group.keyTo())) {
      while (!found && rights.next()) {
        found =
            rights.weight() > 0 && (residual == null || matches(residual, rights, bytes, from, to));
      }
    }
    return found;
  }

  private boolean matches(
      PairPredicate condition, GroupCursor rights, byte[] bytes, int from, int to) {
    byte[] r = rights.bytes();
    int rFrom = rights.valueFrom();
    int rTo = rights.valueTo();
    RowShape shape = right.shape();
    if (shape != null) {
      shape.fit(r, rFrom, rTo, shaped.reset());
      r = shaped.buffer();
      rFrom = 0;
      rTo = shaped.size();
    }
    try {
      return condition.test(bytes, from, to, r, rFrom, rTo);
    } catch (EvertException e) {
      // The pair is among the errors already, and does not match.
      return false;
    }
  }
}
