package dev.evert.sql.bind;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.Regression;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.plan.Measure;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Binds aggregates that reckon with numbers. */
final class StatisticAggregates {
  private static final List<Type> INTEGERS =
      List.of(Type.Simple.INT2, Type.Simple.INT4, Type.Simple.INT8);

  private static final List<Type> NUMBERS =
      List.of(
          Type.Simple.INT2,
          Type.Simple.INT4,
          Type.Simple.INT8,
          Type.Numeric.ANY,
          Type.Simple.FLOAT4,
          Type.Simple.FLOAT8);

  private static final Type FLOAT = Type.Simple.FLOAT8;

  private final ExpressionBinder binder;
  private final Coercion coercion;
  private final AggregateRows rows;

  StatisticAggregates(ExpressionBinder binder, AggregateRows rows) {
    this.binder = binder;
    this.coercion = binder.coercion();
    this.rows = rows;
  }

  /** Real numbers are reckoned with in double precision. */
  Measure variance(Syntax.Call call, boolean sample, boolean root) {
    Expression given = argument(call, NUMBERS);
    Expression number =
        given.type() == Type.Simple.FLOAT4 ? coercion.implicit(given, FLOAT, call.span()) : given;
    AggregateFunction function = new AggregateFunction.Variance(number.type(), sample, root);
    return rows.ofValues(call, function, List.of(number));
  }

  Measure bits(Syntax.Call call) {
    Expression bits = argument(call, INTEGERS);
    AggregateFunction.BitOperation operation =
        switch (call.name()) {
          case "bit_and" -> AggregateFunction.BitOperation.AND;
          case "bit_or" -> AggregateFunction.BitOperation.OR;
          default -> AggregateFunction.BitOperation.XOR;
        };
    return rows.ofValues(call, new AggregateFunction.Bits(bits.type(), operation), List.of(bits));
  }

  /** The argument as one of the types that there is such an aggregate for. */
  private Expression argument(Syntax.Call call, List<Type> types) {
    Expression argument = binder.bind(rows.only(call));
    Type type =
        Overloads.choose(types, List::of, List.of(argument.type()))
            .orElseThrow(() -> rows.noAggregate(call, List.of(argument)));
    return coercion.implicit(argument, type, call.span());
  }

  Measure regression(Syntax.Call call) {
    List<Expression> bound = rows.exactly(2, call).stream().map(binder::bind).toList();
    List<Expression> pair = new ArrayList<>();
    for (Expression value : bound) {
      if (!Types.implicitly(Types.plain(value.type()), FLOAT)) {
        throw rows.noAggregate(call, bound);
      }
      pair.add(coercion.implicit(value, FLOAT, call.span()));
    }
    Regression.Figure figure = Regression.Figure.valueOf(call.name().toUpperCase(Locale.ROOT));
    return rows.ofValues(call, new Regression(figure), pair);
  }
}
