package dev.evert.sql.bind;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.Syntax;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The aggregates that exist, by their SQL names. */
final class Aggregates {
  private static final Set<String> KEPT =
      Set.of("count", "sum", "avg", "min", "max", "bool_and", "bool_or", "every");

  private static final Set<String> OTHERS =
      Set.of(
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
          "any_value",
          "xmlagg",
          "mode",
          "percentile_cont",
          "percentile_disc",
          "range_agg");

  private Aggregates() {}

  static boolean isAggregate(Syntax.Call call) {
    return KEPT.contains(call.name()) || OTHERS.contains(call.name());
  }

  /** Whether doubled rows change nothing. */
  static boolean ignoresDuplicates(String name) {
    return switch (name) {
      case "min", "max", "bool_and", "bool_or", "every" -> true;
      default -> false;
    };
  }

  /** The measure of a call whose argument was bound; null for {@code count(*)}. */
  static Plan.Measure measure(
      Syntax.Call call, @Nullable Expression argument, Coercion coercion, Place place) {
    if (argument == null) {
      return new Plan.Measure(new AggregateFunction.Count(), Expressions.TRUE, "count");
    }
    return switch (call.name()) {
      case "count" -> count(argument);
      case "sum" -> sum(call, argument, coercion, place);
      case "avg" -> avg(call, argument, coercion, place);
      case "min", "max" -> extreme(call, argument, coercion, place);
      case "bool_and", "bool_or", "every" -> truth(call, argument, coercion);
      default -> throw place.unsupported(call.span(), "the aggregate " + call.name());
    };
  }

  /** Counts where the argument is not null. */
  private static Plan.Measure count(Expression argument) {
    Expression counted =
        argument.nullable()
            ? new Expression.Case(
                List.of(
                    new Expression.Branch(
                        new Expression.IsNull(argument), Expressions.ofNull(Type.Simple.BOOLEAN))),
                Expressions.TRUE)
            : Expressions.TRUE;
    return new Plan.Measure(new AggregateFunction.Count(), counted, "count");
  }

  private static Plan.Measure sum(
      Syntax.Call call, Expression argument, Coercion coercion, Place place) {
    Expression plain = numeric(call, argument, coercion, place);
    return new Plan.Measure(new AggregateFunction.Sum(plain.type()), plain, "sum");
  }

  private static Plan.Measure avg(
      Syntax.Call call, Expression argument, Coercion coercion, Place place) {
    Expression plain = numeric(call, argument, coercion, place);
    return new Plan.Measure(new AggregateFunction.Avg(plain.type()), plain, "avg");
  }

  private static Expression numeric(
      Syntax.Call call, Expression argument, Coercion coercion, Place place) {
    Type type = Types.plain(argument.type());
    boolean fits = Types.category(type) == Types.Category.NUMBER || type == Type.Simple.INTERVAL;
    if (!fits) {
      throw noAggregate(call, argument, place);
    }
    return coercion.implicit(argument, type, call.span());
  }

  private static Plan.Measure extreme(
      Syntax.Call call, Expression argument, Coercion coercion, Place place) {
    Type type = Types.isUnknown(argument.type()) ? Type.Text.ANY : Types.plain(argument.type());
    boolean unordered = !Types.ordered(type) || type == Type.Simple.BOOLEAN;
    if (unordered || type == Type.Simple.UUID) {
      throw noAggregate(call, argument, place);
    }
    if (type instanceof Type.Enumeration) {
      throw place.unsupported(call.span(), call.name() + " of an enumeration");
    }
    Expression plain = coercion.implicit(argument, type, call.span());
    AggregateFunction function =
        call.name().equals("min")
            ? new AggregateFunction.Min(type)
            : new AggregateFunction.Max(type);
    return new Plan.Measure(function, plain, call.name());
  }

  private static Plan.Measure truth(Syntax.Call call, Expression argument, Coercion coercion) {
    Expression truth =
        coercion.require(
            argument, Type.Simple.BOOLEAN, call.span(), "the argument of " + call.name());
    AggregateFunction function =
        call.name().equals("bool_or")
            ? new AggregateFunction.Max(Type.Simple.BOOLEAN)
            : new AggregateFunction.Min(Type.Simple.BOOLEAN);
    return new Plan.Measure(function, truth, call.name());
  }

  private static RuntimeException noAggregate(Syntax.Call call, Expression argument, Place place) {
    String type = Coercion.name(argument.type());
    return place.type(call.span(), "function " + call.name() + "(" + type + ") does not exist");
  }
}
