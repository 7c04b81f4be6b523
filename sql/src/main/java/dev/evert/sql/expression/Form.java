package dev.evert.sql.expression;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.IntervalValue;
import dev.evert.spi.type.Type;
import dev.evert.sql.runtime.Slice;
import java.util.UUID;

/** The form that values of a type have in generated code. */
public enum Form {
  /** {@code boolean}. */
  BOOLEAN(boolean.class),
  /** {@code short}: int2. */
  SHORT(short.class),
  /** {@code int}: int4, and dates as days since 2000-01-01. */
  INT(int.class),
  /** {@code long}: int8, and times and timestamps in microseconds. */
  LONG(long.class),
  /** {@code float}. */
  FLOAT(float.class),
  /** {@code double}. */
  DOUBLE(double.class),
  /** {@link Decimal}. */
  DECIMAL(Decimal.class),
  /** {@link IntervalValue}. */
  INTERVAL(IntervalValue.class),
  /** {@link UUID}. */
  UUID(java.util.UUID.class),
  /** {@link RowReader.TimeTz}. */
  TIMETZ(RowReader.TimeTz.class),
  /** {@link Slice} of the bytes of a string, as UTF-8 where it is text. */
  STRING(Slice.class),
  /** {@link Slice} of the field as it is encoded: arrays and rows. */
  ENCODED(Slice.class);

  private final Class<?> javaClass;

  Form(Class<?> javaClass) {
    this.javaClass = javaClass;
  }

  /** The class or primitive type of values. */
  public Class<?> javaClass() {
    return javaClass;
  }

  /** Whether values are not objects. */
  public boolean primitive() {
    return javaClass.isPrimitive();
  }

  /** The form of values of a type. */
  public static Form of(Type type) {
    return switch (type.base()) {
      case Type.Simple simple -> ofSimple(simple);
      case Type.Numeric _ -> DECIMAL;
      case Type.Text _, Type.Char _, Type.Enumeration _, Type.Other _ -> STRING;
      case Type.Array _, Type.Row _ -> ENCODED;
      case Type.Domain domain -> of(domain.base());
    };
  }

  private static Form ofSimple(Type.Simple type) {
    return switch (type) {
      case BOOLEAN -> BOOLEAN;
      case INT2 -> SHORT;
      case INT4, DATE -> INT;
      case INT8, TIME, TIMESTAMP, TIMESTAMPTZ -> LONG;
      case FLOAT4 -> FLOAT;
      case FLOAT8 -> DOUBLE;
      case TIMETZ -> TIMETZ;
      case INTERVAL -> INTERVAL;
      case UUID -> UUID;
      case BYTEA, JSON, JSONB -> STRING;
    };
  }

  /** Fails if the expression's values are not of the form of a type. */
  public static void require(Type type, Expression expression) {
    if (of(expression.type()) != of(type)) {
      throw new IllegalArgumentException(expression.type().sql() + " instead of " + type.sql());
    }
  }
}
