package dev.evert.sql.eventtime;

import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import java.util.List;

/** Says when rows can not change any more. */
public final class Finality {
  private Finality() {}

  /**
   * The condition that a row is behind bounds.
   *
   * @param value of the row, a timestamp
   * @param bounds of it
   * @param time the column, after those of the row, of the least watermark
   */
  public static Expression condition(Expression value, List<TimeBound> bounds, int time) {
    return Expressions.and(bounds.stream().map(bound -> behind(value, bound.of(), time)).toList());
  }

  /** A time so much later. */
  public static Expression later(Expression time, long micros) {
    return TimeCalls.later(time, micros);
  }

  /** Where the bound is made of the watermark by steps, what the watermark must reach is told. */
  private static Expression behind(Expression value, Expression bound, int time) {
    if (TimeCalls.isCall(bound, "$later")) {
      return behind(
          TimeCalls.later(value, -TimeCalls.number(bound.operands().get(1))),
          bound.operands().getFirst(),
          time);
    }
    if (TimeCalls.isCall(bound, "$window_start")) {
      Expression start = TimeCalls.start(value, bound.operands().get(1), bound.operands().get(2));
      Expression next = TimeCalls.later(start, TimeCalls.number(bound.operands().get(1)));
      return reached(next, bound.operands().getFirst(), time);
    }
    return new Expression.Compare(Comparison.LESS, value, at(bound, time));
  }

  private static Expression reached(Expression value, Expression bound, int time) {
    if (TimeCalls.isCall(bound, "$later")) {
      return reached(
          TimeCalls.later(value, -TimeCalls.number(bound.operands().get(1))),
          bound.operands().getFirst(),
          time);
    }
    return new Expression.Compare(Comparison.LESS_OR_EQUAL, value, at(bound, time));
  }

  private static Expression at(Expression bound, int time) {
    return Columns.move(bound, _ -> time);
  }
}
