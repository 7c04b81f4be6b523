package dev.evert.sql.bind;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.OrderedFunction;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.plan.Measure;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Binds aggregates whose result has all values of a group. Where a call asks for no order, values
 * come in their own.
 */
final class CollectingAggregates {
  private final ExpressionBinder binder;
  private final Coercion coercion;
  private final AggregateRows rows;
  private final Place place;

  CollectingAggregates(ExpressionBinder binder, AggregateRows rows, Place place) {
    this.binder = binder;
    this.coercion = binder.coercion();
    this.rows = rows;
    this.place = place;
  }

  Measure array(Syntax.Call call) {
    Expression argument = binder.bindKnown(rows.only(call));
    Type type = Types.plain(argument.type());
    Expression element = coercion.implicit(argument, type, call.span());
    return measure(
        call,
        new OrderedFunction.ArrayOf(type),
        List.of(element),
        new Keys(List.of(argument), List.of(element)),
        rows.condition(call, List.of()));
  }

  Measure joined(Syntax.Call call) {
    List<Expression> bound = rows.exactly(2, call).stream().map(binder::bind).toList();
    boolean bytes = bound.stream().anyMatch(e -> e.type().base() == Type.Simple.BYTEA);
    Type type = bytes ? Type.Simple.BYTEA : Type.Text.ANY;
    List<Expression> values = new ArrayList<>();
    for (int i = 0; i < bound.size(); i++) {
      if (!Types.implicitly(Types.plain(bound.get(i).type()), type)) {
        throw rows.noAggregate(call, bound);
      }
      values.add(coercion.implicit(bound.get(i), type, call.arguments().get(i).span()));
    }
    Expression condition = rows.condition(call, values.subList(0, 1));
    return measure(
        call, new OrderedFunction.Joined(type), values, new Keys(bound, values), condition);
  }

  /** What is ordered by, and told apart, as written and as it becomes. */
  record Keys(List<Expression> written, List<Expression> values) {}

  /** A measure of all values; they are ordered by their keys unless the call orders them. */
  Measure measure(
      Syntax.Call call,
      OrderedFunction function,
      List<Expression> arguments,
      Keys keys,
      @Nullable Expression condition) {
    List<Expression> values = keys.values();
    List<Plan.Sort> order = new ArrayList<>();
    for (Plan.Sort sort : rows.order(call)) {
      int place = keys.written().indexOf(sort.expression());
      order.add(place >= 0 && call.distinct() ? sort.map(_ -> values.get(place)) : sort);
    }
    if (call.distinct()) {
      rows.requireAmong(order, values, call);
      values.forEach(value -> Equality.require(value.type(), place, call.span()));
    }
    if (call.distinct() || order.isEmpty()) {
      complete(order, values, call.distinct());
    }
    AggregateFunction kept = call.distinct() ? new AggregateFunction.Distinct(function) : function;
    return new Measure(kept, arguments, condition, order, call.name());
  }

  /** Orders by all values, for which they need an order only where they are to be told apart. */
  private static void complete(List<Plan.Sort> order, List<Expression> values, boolean always) {
    for (Expression value : values) {
      boolean there = order.stream().anyMatch(sort -> sort.expression().equals(value));
      if (!there && (always || Types.ordered(value.type()))) {
        order.add(AggregateRows.ascending(value));
      }
    }
  }
}
