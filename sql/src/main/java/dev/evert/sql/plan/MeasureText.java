package dev.evert.sql.plan;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.ExpressionText;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Measures as text, in which all that makes them differ can be seen. */
public final class MeasureText {
  private MeasureText() {}

  /** With columns named by a function. */
  public static String of(Measure measure, IntFunction<String> names) {
    boolean distinct = measure.function() instanceof AggregateFunction.Distinct;
    StringBuilder out = new StringBuilder(measure.name()).append(distinct ? "(distinct " : "(");
    out.append(list(measure.arguments(), names));
    if (!measure.order().isEmpty()) {
      out.append(" order by ").append(order(measure.order(), names));
    }
    out.append(')');
    Expression condition = measure.condition();
    if (condition != null) {
      out.append(" filter (where ").append(ExpressionText.of(condition, names)).append(')');
    }
    return out.toString();
  }

  private static String list(List<Expression> expressions, IntFunction<String> names) {
    return expressions.stream()
        .map(expression -> ExpressionText.of(expression, names))
        .collect(Collectors.joining(", "));
  }

  private static String order(List<Plan.Sort> order, IntFunction<String> names) {
    return order.stream()
        .map(sort ->
            ExpressionText.of(sort.expression(), names)
                + (sort.descending() ? " desc" : "")
                + (sort.nullsFirst() ? " nulls first" : ""))
        .collect(Collectors.joining(", "));
  }
}
