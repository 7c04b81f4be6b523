package dev.evert.sql.eventtime;

import dev.evert.sql.expression.Expression;

/** When a comparison with the time changes, for one row. */
public sealed interface Flip {

  /**
   * At a value of the row, shifted.
   *
   * @param value a timestamp of the row; never, if it is null or infinite
   * @param shiftMicros is added to it
   */
  record At(Expression value, long shiftMicros) implements Flip {}

  /**
   * Where a condition changes that does so at most once as time goes on.
   *
   * @param condition over the columns of the row, and the time after them
   */
  record Of(Expression condition) implements Flip {}
}
