package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.syntax.TypeName;
import java.util.List;

/** The number of digits after the seconds' point that a type was written with. */
final class TimePrecision {
  /** Values have microseconds: more digits change nothing. */
  private static final int MAX_DIGITS = 6;

  private TimePrecision() {}

  /** Whether the type can be written with such a number. */
  static boolean has(Type.Simple type) {
    return switch (type) {
      case TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ, INTERVAL -> true;
      case BOOLEAN, INT2, INT4, INT8, FLOAT4, FLOAT8, BYTEA, DATE, UUID, JSON, JSONB -> false;
    };
  }

  /** A value that was cast to the type, rounded as the type says. */
  static Expression round(Expression value, TypeName type, Place place) {
    boolean timed = value.type() instanceof Type.Simple simple && has(simple);
    if (!timed || type.modifiers().isEmpty()) {
      return value;
    }
    int digits = type.modifiers().getFirst();
    if (digits < 0 || type.modifiers().size() > 1) {
      throw place.error(
          type.span(), ErrorCode.SQL_TYPE, "the precision of " + type + " must be from 0 to 6");
    }
    return digits >= MAX_DIGITS
        ? value
        : OperatorBinder.call("$round", List.of(value, Expressions.ofInt(digits)));
  }
}
