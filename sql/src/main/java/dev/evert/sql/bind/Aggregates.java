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
          "grouping",
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
          "mode",
          "percentile_cont",
          "percentile_disc",
          "range_agg");

  private Aggregates() {}

  static boolean isAggregate(Syntax.Call call) {
    return NAMES.contains(call.name());
  }
}
