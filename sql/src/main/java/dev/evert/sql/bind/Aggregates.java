package dev.evert.sql.bind;

import dev.evert.sql.syntax.Syntax;
import java.util.Set;

/** The names of aggregates. */
final class Aggregates {
  private static final Set<String> NAMES =
      Set.of(
          "count",
          "sum",
          "avg",
          "min",
          "max",
          "any_value",
          "approx_count_distinct",
          "grouping",
          "bool_and",
          "bool_or",
          "every",
          "array_agg",
          "string_agg",
          "json_agg",
          "json_arrayagg",
          "json_objectagg",
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
          "regr_avgx",
          "regr_avgy",
          "regr_count",
          "regr_intercept",
          "regr_r2",
          "regr_slope",
          "regr_sxx",
          "regr_sxy",
          "regr_syy",
          "xmlagg",
          "range_agg");

  private static final Set<String> ORDERED_SETS =
      Set.of("mode", "percentile_cont", "percentile_disc");

  /** Of a row that there might be; without {@code within group} they are window functions. */
  private static final Set<String> HYPOTHETICAL =
      Set.of("rank", "dense_rank", "percent_rank", "cume_dist");

  private Aggregates() {}

  static boolean isAggregate(Syntax.Call call) {
    return NAMES.contains(call.name()) || isOrderedSet(call);
  }

  /** Whether it is written with {@code within group}. */
  static boolean isOrderedSet(Syntax.Call call) {
    return ORDERED_SETS.contains(call.name())
        || (call.withinGroup() && HYPOTHETICAL.contains(call.name()));
  }
}
