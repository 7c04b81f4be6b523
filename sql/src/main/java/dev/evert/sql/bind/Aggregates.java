package dev.evert.sql.bind;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.Syntax;
import java.util.Set;

/** The names of aggregates. */
final class Aggregates {
  /** The number of rows. */
  static final Plan.Measure COUNT =
      new Plan.Measure(new AggregateFunction.Count(), Expressions.TRUE, "count");

  private static final Set<String> NAMES =
      Set.of(
          "count",
          "sum",
          "avg",
          "min",
          "max",
          "any_value",
          "bool_and",
          "bool_or",
          "every",
          "array_agg",
          "string_agg",
          "json_agg",
          "jsonb_agg",
          "json_object_agg",
          "jsonb_object_agg",
          "bit_and",
          "bit_or",
          "bit_xor",
          "stddev",
          "stddev_pop",
          "stddev_samp",
          "variance",
          "var_pop",
          "var_samp",
          "corr",
          "covar_pop",
          "covar_samp",
          "regr_count",
          "xmlagg",
          "mode",
          "percentile_cont",
          "percentile_disc",
          "range_agg");

  private Aggregates() {}

  static boolean isAggregate(Syntax.Call call) {
    return NAMES.contains(call.name());
  }

  /** Whether it is 0 of nothing, where all others are null. */
  static boolean isCount(Plan.Measure measure) {
    return switch (measure.function()) {
      case AggregateFunction.Count _ -> true;
      case AggregateFunction.Distinct(AggregateFunction of) ->
          of instanceof AggregateFunction.Count;
      case AggregateFunction _ -> false;
    };
  }
}
