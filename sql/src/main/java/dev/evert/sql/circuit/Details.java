package dev.evert.sql.circuit;

import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.ExpressionText;
import dev.evert.sql.plan.Measure;
import dev.evert.sql.plan.MeasureText;
import dev.evert.sql.plan.Plan;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * What operators do, in words. State is found again by it, so that it tells apart what differs: a
 * column is written with its place, since several may have the same name.
 */
final class Details {
  private Details() {}

  static String of(Plan input, List<Expression> expressions) {
    IntFunction<String> names = names(input, 0);
    return expressions.stream()
        .map(expression -> ExpressionText.of(expression, names))
        .collect(Collectors.joining(", "));
  }

  static String of(Plan input, Measure measure) {
    return MeasureText.of(measure, names(input, 0));
  }

  static String of(Plan input, Plan.Sort sort) {
    return of(input, List.of(sort.expression()))
        + (sort.descending() ? " desc" : "")
        + (sort.nullsFirst() ? " nulls first" : " nulls last");
  }

  /** Of expressions over the columns of two plans, one after the other. */
  static String of(Plan left, Plan right, List<Expression> expressions) {
    IntFunction<String> first = names(left, 0);
    IntFunction<String> second = names(right, left.width());
    IntFunction<String> both =
        index -> index < left.width() ? first.apply(index) : second.apply(index);
    return expressions.stream()
        .map(expression -> ExpressionText.of(expression, both))
        .collect(Collectors.joining(", "));
  }

  private static IntFunction<String> names(Plan plan, int shift) {
    return index -> plan.fields().get(index - shift).name() + "#" + index;
  }
}
