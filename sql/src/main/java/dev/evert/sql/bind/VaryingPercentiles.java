package dev.evert.sql.bind;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.OrderedFunction;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.Function;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.runtime.Percentiles;
import dev.evert.sql.syntax.Syntax;
import java.util.List;

/** Percentiles of fractions that groups differ in: taken from all values, sorted in an array. */
final class VaryingPercentiles {
  private final AggregateRows rows;
  private final MeasureColumns columns;

  VaryingPercentiles(AggregateRows rows, MeasureColumns columns) {
    this.rows = rows;
    this.columns = columns;
  }

  private Expression sorted(Syntax.Call call, Plan.Sort order) {
    Expression value = order.expression();
    OrderedFunction function = new OrderedFunction.ArrayOf(value.type());
    return columns.of(rows.ofPresent(call, function, List.of(value), List.of(order)));
  }

  /** A value of those that are there. */
  Expression discrete(Syntax.Call call, Plan.Sort order, Expression fraction) {
    Expression sorted = sorted(call, order);
    Expression count =
        columns.of(
            rows.ofAll(
                call,
                new AggregateFunction.Count(),
                List.of(Expressions.TRUE),
                List.of(order.expression())));
    Function place =
        new Function(
            "$percentile_place",
            Percentiles.class,
            "place",
            List.of(Type.Simple.INT8, Type.Simple.FLOAT8),
            Type.Simple.INT4,
            false);
    Expression at = new Expression.Call(place, List.of(count, fraction), Type.Simple.INT4);
    return ElementAt.of(sorted, at);
  }

  /** What lies between two values. */
  Expression continuous(Syntax.Call call, Plan.Sort order, Expression fraction) {
    Expression sorted = sorted(call, order);
    Function between =
        new Function(
            "$percentile_between",
            Percentiles.class,
            "between",
            List.of(sorted.type(), Type.Simple.FLOAT8),
            Type.Simple.FLOAT8,
            true);
    return new Expression.Call(between, List.of(sorted, fraction), Type.Simple.FLOAT8);
  }
}
