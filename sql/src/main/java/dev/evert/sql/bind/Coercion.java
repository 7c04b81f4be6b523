package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.runtime.Literals;
import dev.evert.sql.runtime.Parsing;
import dev.evert.sql.runtime.Slice;
import dev.evert.sql.syntax.Span;
import java.util.List;
import java.util.Optional;

/** Turns expressions into ones of another type. */
final class Coercion {
  private final Place place;

  Coercion(Place place) {
    this.place = place;
  }

  /** The expression as one of a type that it turns into by itself, as was checked before. */
  Expression implicit(Expression expression, Type type, Span span) {
    return convert(expression, type, span);
  }

  /** The expression as one of a type that it has to turn into by itself. */
  Expression require(Expression expression, Type type, Span span, String what) {
    if (!Types.implicitly(Types.plain(expression.type()), Types.plain(type))) {
      throw place.type(span, what + " must be " + type.sql() + ", not " + name(expression.type()));
    }
    return convert(expression, type, span);
  }

  /** The expression cast to a type because the query says so. */
  Expression cast(Expression expression, Type type, Span span) {
    Type from = Types.plain(expression.type());
    Type to = Types.plain(type);
    if (!Types.explicitly(from, to)) {
      throw place.type(span, "cannot cast " + name(expression.type()) + " to " + type.sql());
    }
    return convert(expression, type, span);
  }

  private Expression convert(Expression expression, Type type, Span span) {
    if (Types.isUnknown(expression.type())) {
      return literal((Expression.Literal) expression, type, span);
    }
    if (expression.type().equals(type)) {
      return expression;
    }
    return byFunction(expression, type).orElseGet(() -> new Expression.Cast(expression, type));
  }

  /** The casts that are functions: some give null, as an infinite timestamp has no time. */
  private static Optional<Expression> byFunction(Expression expression, Type type) {
    Type from = Types.plain(expression.type());
    Type to = Types.plain(type);
    Optional<String> name = functionName(from, to);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Expression source =
        from.equals(expression.type()) ? expression : new Expression.Cast(expression, from);
    Expression call = OperatorBinder.call(name.get(), List.of(source));
    return Optional.of(to.equals(type) ? call : new Expression.Cast(call, type));
  }

  private static Optional<String> functionName(Type from, Type to) {
    boolean moment = from == Type.Simple.TIMESTAMP || from == Type.Simple.TIMESTAMPTZ;
    if (moment && (to == Type.Simple.TIME || to == Type.Simple.TIMETZ)) {
      return Optional.of(to == Type.Simple.TIME ? "$time" : "$timetz");
    }
    if (to == Type.Simple.BYTEA && Types.isInteger(from)) {
      return Optional.of("$bytea");
    }
    boolean bytes = from == Type.Simple.BYTEA && Types.isInteger(to);
    if (from != Type.Simple.JSONB && !bytes) {
      return Optional.empty();
    }
    return switch (to) {
      case Type.Simple.BOOLEAN -> Optional.of("$bool");
      case Type.Simple.INT2 -> Optional.of("$int2");
      case Type.Simple.INT4 -> Optional.of("$int4");
      case Type.Simple.INT8 -> Optional.of("$int8");
      case Type.Simple.FLOAT4 -> Optional.of("$float4");
      case Type.Simple.FLOAT8 -> Optional.of("$float8");
      case Type.Numeric _ -> Optional.of("$numeric");
      case Type _ -> Optional.empty();
    };
  }

  /** A string in quotes is read as a value of the type it meets. */
  private Expression literal(Expression.Literal unknown, Type type, Span span) {
    byte[] field = unknown.field();
    if (field == null) {
      return new Expression.Literal(type, null);
    }
    Type plain = Types.plain(type);
    Expression.Literal read = new Expression.Literal(plain, read(field, plain, span));
    return plain.equals(type) ? read : new Expression.Cast(read, type);
  }

  private byte[] read(byte[] field, Type type, Span span) {
    Slice text = (Slice) Literals.value(Types.UNKNOWN, field);
    try {
      return Parsing.field(text, type);
    } catch (EvertException e) {
      throw place.error(span, e.code(), String.valueOf(e.getMessage()), e.remedy());
    }
  }

  /** The type's name in messages. */
  static String name(Type type) {
    return Types.isUnknown(type) ? "unknown" : type.sql();
  }

  /** The error that there is no such operator or function. */
  EvertException noFunction(Span span, String what, String remedy) {
    return place.error(span, ErrorCode.SQL_TYPE, what + " does not exist", remedy);
  }
}
