package dev.evert.sql.bind;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.OrderedFunction;
import dev.evert.spi.error.ErrorCode;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.plan.Measure;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes measures of what a call says about its rows: which count, how often, in which order. */
final class AggregateRows {
  private final ExpressionBinder binder;
  private final Place place;

  AggregateRows(ExpressionBinder binder, Place place) {
    this.binder = binder;
    this.place = place;
  }

  /** The only argument of a call. */
  Syntax only(Syntax.Call call) {
    return exactly(1, call).getFirst();
  }

  /** The arguments of a call, so many. */
  List<Syntax> exactly(int count, Syntax.Call call) {
    if (call.star() || call.arguments().size() != count) {
      throw noAggregate(call, call.arguments().stream().map(binder::bind).toList());
    }
    return call.arguments();
  }

  /** A function for which it does not matter how often a value is there. */
  Measure ofAll(
      Syntax.Call call,
      AggregateFunction function,
      List<Expression> values,
      List<Expression> present) {
    if (call.distinct() && call.star()) {
      throw place.error(call.span(), ErrorCode.SQL_SYNTAX, "distinct * can not be counted");
    }
    order(call);
    return new Measure(function, values, condition(call, present), List.of(), call.name());
  }

  /** A function of rows whose values are all present, or with {@code distinct} of such values. */
  Measure ofValues(Syntax.Call call, AggregateFunction function, List<Expression> values) {
    if (call.distinct()) {
      return distinct(call, function, values, values, values);
    }
    return ofAll(call, function, values, values.size() > 1 ? values : List.of());
  }

  /** A function of values in an order, those that are null left out. */
  Measure ofPresent(
      Syntax.Call call, OrderedFunction function, List<Expression> values, List<Plan.Sort> order) {
    Expression condition = condition(call, values.subList(0, 1));
    return new Measure(function, values, condition, order, call.name());
  }

  /** The number of rows whose {@code present} values are, or of different {@code values}. */
  Measure count(Syntax.Call call, List<Expression> values, List<Expression> present) {
    AggregateFunction function = new AggregateFunction.Count();
    List<Expression> counted = List.of(Expressions.TRUE);
    return call.distinct()
        ? distinct(call, function, counted, values, present)
        : ofAll(call, function, counted, present);
  }

  private Measure distinct(
      Syntax.Call call,
      AggregateFunction function,
      List<Expression> arguments,
      List<Expression> values,
      List<Expression> present) {
    requireAmong(order(call), values, call);
    List<Plan.Sort> keys = new ArrayList<>();
    for (Expression value : values) {
      Equality.require(value.type(), place, call.span());
      keys.add(ascending(value));
    }
    return new Measure(
        new AggregateFunction.Distinct(function),
        arguments,
        condition(call, present),
        keys,
        call.name());
  }

  static Plan.Sort ascending(Expression value) {
    return new Plan.Sort(value, false, false);
  }

  /** The order that the call asks for. */
  List<Plan.Sort> order(Syntax.Call call) {
    List<Plan.Sort> order = new ArrayList<>();
    for (Query.SortItem item : call.orderBy()) {
      order.add(Ordering.NONE.sort(item, binder.bindKnown(item.expression()), place));
    }
    return order;
  }

  /** Distinct values can only be ordered by themselves. */
  void requireAmong(List<Plan.Sort> order, List<Expression> values, Syntax.Call call) {
    for (int i = 0; i < order.size(); i++) {
      if (!values.contains(order.get(i).expression())) {
        throw place.error(
            call.orderBy().get(i).expression().span(),
            ErrorCode.SQL_SYNTAX,
            "in an aggregate with distinct, what order by names must be among the arguments");
      }
    }
  }

  /** The filter of a call, and that values are present; null if all rows count. */
  @Nullable Expression condition(Syntax.Call call, List<Expression> present) {
    List<Expression> conditions = new ArrayList<>();
    Syntax filter = call.filter();
    if (filter != null) {
      conditions.add(binder.condition(filter, "the argument of filter"));
    }
    for (Expression value : present) {
      if (value.nullable()) {
        conditions.add(new Expression.Not(new Expression.IsNull(value)));
      }
    }
    return conditions.isEmpty() ? null : Expressions.and(conditions);
  }

  /** The error that there is no such aggregate. */
  RuntimeException noAggregate(Syntax.Call call, List<Expression> arguments) {
    List<String> types = arguments.stream().map(a -> Coercion.name(a.type())).toList();
    String shown = call.name() + "(" + String.join(", ", types) + ")";
    return place.type(call.span(), "function " + shown + " does not exist");
  }
}
