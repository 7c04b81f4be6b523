package dev.evert.sql.bind;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.OrderedFunction;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.plan.Measure;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.Syntax;
import java.util.List;

/** Binds the calls of aggregates. */
final class AggregateBinder {
  private final ExpressionBinder arguments;
  private final Coercion coercion;
  private final Place place;
  private final AggregateRows rows;
  private final CollectingAggregates collecting;
  private final StatisticAggregates statistics;
  private final JsonAggregates json;
  private final OrderedSetAggregates orderedSets;
  private final HypotheticalAggregates hypothetical;
  private final MeasureColumns columns;

  /**
   * Binds aggregates.
   *
   * @param arguments binds their arguments
   * @param columns gives the column that stands for a measure
   */
  AggregateBinder(ExpressionBinder arguments, Place place, MeasureColumns columns) {
    this.arguments = arguments;
    this.coercion = arguments.coercion();
    this.place = place;
    this.rows = new AggregateRows(arguments, place);
    this.collecting = new CollectingAggregates(arguments, rows, place);
    this.statistics = new StatisticAggregates(arguments, rows);
    this.json = new JsonAggregates(arguments, rows, collecting, place);
    this.orderedSets = new OrderedSetAggregates(arguments, rows, place, columns);
    this.hypothetical = new HypotheticalAggregates(arguments, rows, place, columns);
    this.columns = columns;
  }

  /** The call as an expression over measures. */
  Expression bind(Syntax.Call call) {
    if (call.withinGroup() != Aggregates.isOrderedSet(call)) {
      throw place.type(
          call.span(),
          call.name()
              + (call.withinGroup()
                  ? " is not an ordered-set aggregate, so it cannot have within group"
                  : " is an ordered-set aggregate, so it needs within group"));
    }
    return switch (call.name()) {
      case "count" -> columns.of(count(call));
      case "sum" -> columns.of(sum(call));
      case "avg" -> columns.of(avg(call));
      case "min" -> columns.of(extreme(call, false));
      case "max" -> columns.of(extreme(call, true));
      case "any_value" -> columns.of(anyValue(call));
      case "bool_and", "every" -> columns.of(truth(call, false));
      case "bool_or" -> columns.of(truth(call, true));
      case "array_agg" -> columns.of(collecting.array(call));
      case "string_agg" -> columns.of(collecting.joined(call));
      case "json_agg" -> columns.of(json.array(call));
      case "json_arrayagg" -> standard(call, columns.of(json.array(call)));
      case "jsonb_agg" -> jsonb(columns.of(json.array(call)));
      case "json_object_agg" -> columns.of(json.object(call));
      case "json_objectagg" -> standard(call, columns.of(json.object(call)));
      case "jsonb_object_agg" -> jsonb(columns.of(json.object(call)));
      case "mode" -> orderedSets.mode(call);
      case "percentile_cont" -> orderedSets.continuous(call);
      case "percentile_disc" -> orderedSets.discrete(call);
      case "rank", "dense_rank", "percent_rank", "cume_dist" -> hypothetical.bind(call);
      case "approx_count_distinct" -> columns.of(approximate(call));
      case "bit_and", "bit_or", "bit_xor" -> columns.of(statistics.bits(call));
      case "variance", "var_samp" -> columns.of(statistics.variance(call, true, false));
      case "var_pop" -> columns.of(statistics.variance(call, false, false));
      case "stddev", "stddev_samp" -> columns.of(statistics.variance(call, true, true));
      case "stddev_pop" -> columns.of(statistics.variance(call, false, true));
      case "corr", "covar_pop", "covar_samp" -> columns.of(statistics.regression(call));
      case String name when name.startsWith("regr_") -> columns.of(statistics.regression(call));
      default -> throw place.unsupported(call.span(), "the aggregate " + call.name());
    };
  }

  /** An aggregate of the standard gives jsonb where it is given some. */
  private Expression standard(Syntax.Call call, Expression json) {
    boolean binary =
        call.arguments().stream()
            .anyMatch(value -> arguments.bind(value).type().base() == Type.Simple.JSONB);
    return binary ? jsonb(json) : json;
  }

  private static Expression jsonb(Expression json) {
    return new Expression.Cast(json, Type.Simple.JSONB);
  }

  private Measure approximate(Syntax.Call call) {
    Expression argument = argument(call);
    Type type = Types.plain(argument.type());
    Equality.require(type, place, call.span());
    Expression plain = coercion.implicit(argument, type, call.span());
    return rows.ofAll(
        call, new AggregateFunction.ApproximateCount(type), List.of(plain), List.of());
  }

  private Measure count(Syntax.Call call) {
    if (call.star()) {
      Expression all = Expressions.TRUE;
      return rows.ofAll(call, new AggregateFunction.Count(), List.of(all), List.of());
    }
    Syntax counted = rows.only(call);
    if (counted instanceof Syntax.Row row) {
      List<Expression> values = row.values().stream().map(arguments::bindKnown).toList();
      return rows.count(call, values, List.of());
    }
    List<Expression> values = List.of(arguments.bindKnown(counted));
    return rows.count(call, values, values);
  }

  private Measure sum(Syntax.Call call) {
    Expression argument = number(call);
    return rows.ofValues(call, new AggregateFunction.Sum(argument.type()), List.of(argument));
  }

  private Measure avg(Syntax.Call call) {
    Expression argument = number(call);
    return rows.ofValues(call, new AggregateFunction.Avg(argument.type()), List.of(argument));
  }

  private Expression number(Syntax.Call call) {
    Expression argument = argument(call);
    Type type = Types.plain(argument.type());
    boolean fits = Types.category(type) == Types.Category.NUMBER || type == Type.Simple.INTERVAL;
    if (!fits) {
      throw rows.noAggregate(call, List.of(argument));
    }
    return coercion.implicit(argument, type, call.span());
  }

  private Expression argument(Syntax.Call call) {
    return arguments.bindKnown(rows.only(call));
  }

  /** Doubled rows change nothing. */
  private Measure extreme(Syntax.Call call, boolean greatest) {
    Expression argument = argument(call);
    Type type = Types.plain(argument.type());
    boolean unordered = !Types.ordered(type) || type == Type.Simple.BOOLEAN;
    if (unordered || type == Type.Simple.UUID || type == Type.Simple.JSONB) {
      throw rows.noAggregate(call, List.of(argument));
    }
    Expression plain = coercion.implicit(argument, type, call.span());
    if (type instanceof Type.Enumeration) {
      Plan.Sort order = new Plan.Sort(plain, greatest, false);
      return rows.ofPresent(call, new OrderedFunction.First(type), List.of(plain), List.of(order));
    }
    AggregateFunction function =
        greatest ? new AggregateFunction.Max(type) : new AggregateFunction.Min(type);
    return rows.ofAll(call, function, List.of(plain), List.of());
  }

  /** Which one it is is left open: the one of the least bytes, so that it is always the same. */
  private Measure anyValue(Syntax.Call call) {
    Expression argument = argument(call);
    Type type = Types.plain(argument.type());
    Expression plain = coercion.implicit(argument, type, call.span());
    return rows.ofAll(call, new AggregateFunction.Min(type), List.of(plain), List.of());
  }

  private Measure truth(Syntax.Call call, boolean any) {
    Expression truth =
        coercion.require(
            argument(call), Type.Simple.BOOLEAN, call.span(), "the argument of " + call.name());
    AggregateFunction function =
        any
            ? new AggregateFunction.Max(Type.Simple.BOOLEAN)
            : new AggregateFunction.Min(Type.Simple.BOOLEAN);
    return rows.ofAll(call, function, List.of(truth), List.of());
  }
}
