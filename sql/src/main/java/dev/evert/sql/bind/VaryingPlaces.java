package dev.evert.sql.bind;

import dev.evert.dataflow.Frame;
import dev.evert.dataflow.OrderedFunction;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.Function;
import dev.evert.sql.plan.Measure;
import dev.evert.sql.runtime.ArrayElements;
import java.util.List;

/** Values of other rows of a window, where each row says itself which one: all in an array. */
final class VaryingPlaces {
  private final WindowSpec window;
  private final WindowCalls.Columns columns;

  VaryingPlaces(WindowSpec window, WindowCalls.Columns columns) {
    this.window = window;
    this.columns = columns;
  }

  private Expression values(Expression value, Frame frame) {
    Measure all =
        new Measure(
            new OrderedFunction.ArrayOf(value.type()),
            List.of(value),
            null,
            List.of(),
            "array_agg");
    return columns.of(window, WindowCalls.aggregate(all, frame, window));
  }

  /**
   * The value of the row a distance before; after, if the sign is negative.
   *
   * @param values the value, and what stands for it where there is no row
   * @param number the row's number and the partition's count, as int8
   */
  Expression lag(
      List<Expression> values, Expression distance, int sign, Expression number, Expression count) {
    Type type = values.getFirst().type();
    Expression moved = new Expression.Cast(distance, Type.Simple.INT8);
    Expression place = OperatorBinder.call(sign > 0 ? "-" : "+", List.of(number, moved));
    Expression outside =
        new Expression.Or(
            List.of(
                new Expression.Compare(Comparison.LESS, place, Expressions.ofLong(1)),
                new Expression.Compare(Comparison.GREATER, place, count)));
    Expression at = new Expression.Cast(place, Type.Simple.INT4);
    return new Expression.Case(
        List.of(
            new Expression.Branch(new Expression.IsNull(distance), Expressions.ofNull(type)),
            new Expression.Branch(outside, values.getLast())),
        ElementAt.of(values(values.getFirst(), Frame.PARTITION), at));
  }

  /** The value of the row at a place of the frame. */
  Expression nth(Expression value, Expression place, Frame frame) {
    Function positive =
        new Function(
            "$nth_place",
            ArrayElements.class,
            "nthPlace",
            List.of(Type.Simple.INT4),
            Type.Simple.INT4,
            false);
    Expression at = new Expression.Call(positive, List.of(place), Type.Simple.INT4);
    return ElementAt.of(values(value, frame), at);
  }
}
