package dev.evert.sql.eventtime;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.Function;
import dev.evert.sql.runtime.Literals;
import dev.evert.sql.runtime.TimeWindows;
import java.util.List;
import java.util.Objects;

/** Calls of functions that windows in time are made of. */
final class TimeCalls {
  private TimeCalls() {}

  /** A timestamp so much later. */
  static Expression later(Expression time, long micros) {
    return call("$later", "later", List.of(time, Expressions.ofLong(micros)));
  }

  /** The start of the last window that begins no later than a timestamp. */
  static Expression start(Expression time, Expression step, Expression origin) {
    return call("$window_start", "start", List.of(time, step, origin));
  }

  /** Whether an expression is a call of a function. */
  static boolean isCall(Expression expression, String name) {
    return expression instanceof Expression.Call call && call.function().name().equals(name);
  }

  /** The number that a literal is. */
  static long number(Expression literal) {
    byte[] field = ((Expression.Literal) literal).field();
    return (Long) Literals.value(Type.Simple.INT8, Objects.requireNonNull(field));
  }

  private static Expression call(String name, String method, List<Expression> arguments) {
    Type type = arguments.getFirst().type();
    List<Type> types = arguments.stream().map(Expression::type).toList();
    Function function = new Function(name, TimeWindows.class, method, types, type, false);
    return new Expression.Call(function, arguments, type);
  }
}
