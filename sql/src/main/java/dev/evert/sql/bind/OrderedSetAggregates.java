package dev.evert.sql.bind;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.OrderedFunction;
import dev.evert.dataflow.OrderedFunction.Position;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.Function;
import dev.evert.sql.expression.Parameters;
import dev.evert.sql.generate.Evaluation;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.runtime.IntervalPercentile;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Binds aggregates that look for values by their place in an order: modes and percentiles. */
final class OrderedSetAggregates {
  private static final Type FLOAT = Type.Simple.FLOAT8;

  private final ExpressionBinder binder;
  private final Coercion coercion;
  private final AggregateRows rows;
  private final Place place;
  private final MeasureColumns columns;

  OrderedSetAggregates(
      ExpressionBinder binder, AggregateRows rows, Place place, MeasureColumns columns) {
    this.binder = binder;
    this.coercion = binder.coercion();
    this.rows = rows;
    this.place = place;
    this.columns = columns;
  }

  Expression mode(Syntax.Call call) {
    rows.exactly(0, call);
    Plan.Sort order = order(call);
    Type type = order.expression().type();
    return columns.of(
        rows.ofPresent(
            call, new OrderedFunction.Mode(type), List.of(order.expression()), List.of(order)));
  }

  /** The only value to order by, without modifiers. */
  private Plan.Sort order(Syntax.Call call) {
    List<Plan.Sort> order = rows.order(call);
    if (order.size() != 1) {
      throw rows.noAggregate(call, order.stream().map(Plan.Sort::expression).toList());
    }
    Span span = call.orderBy().getFirst().expression().span();
    return order.getFirst().map(e -> coercion.implicit(e, Types.plain(e.type()), span));
  }

  /** A value of those that are there. */
  Expression discrete(Syntax.Call call) {
    Expression varying = varying(call);
    if (varying != null) {
      return new VaryingPercentiles(rows, columns).discrete(call, order(call), varying);
    }
    Fractions fractions = fractions(call);
    return percentile(call, order(call), Position.REACHED, fractions);
  }

  /** What lies between two values. */
  Expression continuous(Syntax.Call call) {
    Plan.Sort order = order(call);
    Type type = order.expression().type();
    if (type == Type.Simple.INTERVAL) {
      return between(call, order, fractions(call));
    }
    if (!Types.implicitly(type, FLOAT)) {
      throw rows.noAggregate(call, List.of(order.expression()));
    }
    Plan.Sort number = order.map(e -> coercion.implicit(e, FLOAT, call.span()));
    Expression varying = varying(call);
    return varying == null
        ? percentile(call, number, Position.BETWEEN, fractions(call))
        : new VaryingPercentiles(rows, columns).continuous(call, number, varying);
  }

  /** A single fraction that is not constant, but of the groups; null for any others. */
  private @Nullable Expression varying(Syntax.Call call) {
    Syntax syntax = rows.exactly(1, call).getFirst();
    Expression given = binder.bind(syntax);
    boolean single = Types.implicitly(Types.plain(given.type()), FLOAT);
    return single && !Columns.of(given).isEmpty()
        ? coercion.require(given, FLOAT, syntax.span(), "the fraction")
        : null;
  }

  private Expression percentile(
      Syntax.Call call, Plan.Sort order, Position position, Fractions fractions) {
    Expression value = order.expression();
    OrderedFunction function =
        new OrderedFunction.Percentile(
            value.type(), position, fractions.values(), fractions.array());
    Expression column = columns.of(rows.ofPresent(call, function, List.of(value), List.of(order)));
    return fractions.none() ? Expressions.ofNull(new Type.Array(value.type())) : column;
  }

  /** Of intervals: the value before, and of the way to the one after it the part that is left. */
  private Expression between(Syntax.Call call, Plan.Sort order, Fractions fractions) {
    if (fractions.none()) {
      return percentile(call, order, Position.BEFORE, fractions);
    }
    List<Expression> values = new ArrayList<>();
    for (Optional<Double> fraction : fractions.values()) {
      values.add(
          fraction.isEmpty()
              ? Expressions.ofNull(Type.Simple.INTERVAL)
              : between(call, order, fraction.get()));
    }
    return fractions.array()
        ? orNull(call, order, new Expression.ArrayOf(new Type.Array(Type.Simple.INTERVAL), values))
        : values.getFirst();
  }

  private Expression orNull(Syntax.Call call, Plan.Sort order, Expression value) {
    Expression none =
        new Expression.Compare(Comparison.EQUAL, count(call, order), Expressions.ofLong(0));
    return new Expression.Case(
        List.of(new Expression.Branch(none, Expressions.ofNull(value.type()))), value);
  }

  private Expression count(Syntax.Call call, Plan.Sort order) {
    return columns.of(
        rows.ofAll(
            call,
            new AggregateFunction.Count(),
            List.of(Expressions.TRUE),
            List.of(order.expression())));
  }

  private Expression between(Syntax.Call call, Plan.Sort order, double fraction) {
    Fractions one = new Fractions(List.of(Optional.of(fraction)), false);
    RowWriter number = new RowWriter();
    number.putFloat8(fraction);
    Type interval = Type.Simple.INTERVAL;
    Function function =
        new Function(
            "$between",
            IntervalPercentile.class,
            "between",
            List.of(interval, interval, Type.Simple.INT8, FLOAT),
            interval,
            false);
    return new Expression.Call(
        function,
        List.of(
            percentile(call, order, Position.BEFORE, one),
            percentile(call, order, Position.AFTER, one),
            count(call, order),
            new Expression.Literal(FLOAT, number.toBytes())),
        interval);
  }

  /**
   * Fractions that are known when the view is made.
   *
   * @param none whether there is a null where an array of them should be
   */
  private record Fractions(List<Optional<Double>> values, boolean array, boolean none) {
    Fractions(List<Optional<Double>> values, boolean array) {
      this(values, array, false);
    }
  }

  private Fractions fractions(Syntax.Call call) {
    Syntax syntax = rows.exactly(1, call).getFirst();
    Expression given = binder.bind(syntax);
    if (Types.plain(given.type()) instanceof Type.Array(Type element)) {
      byte[] field = constant(given, syntax.span());
      return field == null
          ? new Fractions(List.of(Optional.empty()), false, true)
          : new Fractions(values(element, new RowReader().set(field), syntax.span()), true);
    }
    Expression asked = coercion.require(given, FLOAT, syntax.span(), "the fraction");
    byte[] field = constant(asked, syntax.span());
    return field == null
        ? new Fractions(List.of(Optional.empty()), false)
        : new Fractions(List.of(value(FLOAT, new RowReader().set(field), syntax.span())), false);
  }

  private List<Optional<Double>> values(Type element, RowReader reader, Span span) {
    if (!Types.implicitly(element, FLOAT)) {
      throw place.type(span, "the fractions must be numbers, not " + element.sql());
    }
    List<Optional<Double>> values = new ArrayList<>();
    reader.beginArray();
    while (!reader.atArrayEnd()) {
      values.add(value(element, reader, span));
    }
    if (reader.endArray().length > 2) {
      throw place.unsupported(span, "an array of several dimensions");
    }
    return values;
  }

  private Optional<Double> value(Type type, RowReader reader, Span span) {
    if (!reader.isPresent()) {
      reader.skipAbsent();
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    TextFormat.format(type, reader, text);
    return Optional.of(checked(Double.parseDouble(text.toString()), span));
  }

  private byte @Nullable [] constant(Expression asked, Span span) {
    if (!Columns.of(asked).isEmpty() || Parameters.in(asked) || Expressions.hasQuery(asked)) {
      throw place.unsupported(span, "a fraction that is not constant");
    }
    try {
      return Evaluation.constant(asked);
    } catch (EvertException e) {
      throw place.error(span, e.code(), String.valueOf(e.getMessage()), e.remedy());
    }
  }

  private double checked(double fraction, Span span) {
    if (!(fraction >= 0 && fraction <= 1)) {
      throw place.error(
          span,
          ErrorCode.NUMERIC_OUT_OF_RANGE,
          "percentile value " + fraction + " is not between 0 and 1");
    }
    return fraction;
  }
}
