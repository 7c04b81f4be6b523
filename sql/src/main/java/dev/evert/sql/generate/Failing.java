package dev.evert.sql.generate;

import dev.evert.sql.expression.Expression;

/** Which expressions may fail for some row. */
final class Failing {
  private Failing() {}

  /** Whether there may be a row for which the expression has no value but an error. */
  static boolean mayFail(Expression expression) {
    boolean itself = expression instanceof Expression.Call || expression instanceof Expression.Cast;
    return itself || expression.operands().stream().anyMatch(Failing::mayFail);
  }
}
