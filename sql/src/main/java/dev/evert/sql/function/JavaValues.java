package dev.evert.sql.function;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.Type;
import dev.evert.sql.runtime.Slice;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values as functions in Java take and give them, and as Evert has them. */
final class JavaValues {
  private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
  private static final LocalDateTime FIRST_MOMENT = FIRST_DAY.atStartOfDay();
  private static final long LAST_NANO_OF_DAY = LocalTime.MAX.toNanoOfDay();

  private JavaValues() {}

  /**
   * The class that values of a type have in Java; its primitive will do too.
   *
   * @throws EvertException BAD_FUNCTION if functions can not have values of the type
   */
  static Class<?> classOf(Type type) {
    return switch (type.base()) {
      case Type.Simple simple -> classOf(simple);
      case Type.Numeric _ -> BigDecimal.class;
      case Type.Text _, Type.Char _, Type.Enumeration _ -> String.class;
      case Type.Array(Type element) -> {
        classOf(element);
        yield List.class;
      }
      case Type.Row _, Type.Domain _, Type.Other _ -> throw unsupported(type);
    };
  }

  private static Class<?> classOf(Type.Simple type) {
    return switch (type) {
      case BOOLEAN -> Boolean.class;
      case INT2 -> Short.class;
      case INT4 -> Integer.class;
      case INT8 -> Long.class;
      case FLOAT4 -> Float.class;
      case FLOAT8 -> Double.class;
      case BYTEA -> byte[].class;
      case DATE -> LocalDate.class;
      case TIME -> LocalTime.class;
      case TIMESTAMP -> LocalDateTime.class;
      case TIMESTAMPTZ -> Instant.class;
      case UUID -> UUID.class;
      case JSON, JSONB -> String.class;
      case TIMETZ, INTERVAL -> throw unsupported(type);
    };
  }

  private static EvertException unsupported(Type type) {
    return new EvertException(
        ErrorCode.BAD_FUNCTION, "functions in Java can not have values of type " + type.sql());
  }

  /** The value as Java has it. */
  static @Nullable Object toJava(Type type, @Nullable Object form) {
    if (form == null) {
      return null;
    }
    return switch (type.base()) {
      case Type.Simple simple ->
          switch (simple) {
            case DATE -> FIRST_DAY.plusDays((Integer) form);
            case TIME -> LocalTime.ofNanoOfDay(Math.min((Long) form * 1000, LAST_NANO_OF_DAY));
            case TIMESTAMP -> moment((Long) form);
            case TIMESTAMPTZ -> moment((Long) form).toInstant(ZoneOffset.UTC);
            case BYTEA -> bytes((Slice) form);
            case JSON, JSONB -> form.toString();
            case BOOLEAN, INT2, INT4, INT8, FLOAT4, FLOAT8, UUID, TIMETZ, INTERVAL -> form;
          };
      case Type.Numeric _ -> number((Decimal) form);
      case Type.Array(Type element) -> elements(element, (Slice) form);
      case Type _ -> form.toString();
    };
  }

  private static LocalDateTime moment(long micros) {
    if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
      throw new EvertException(
          ErrorCode.FUNCTION_FAILED, "a function in Java can not take an infinite moment");
    }
    return FIRST_MOMENT.plus(micros, ChronoUnit.MICROS);
  }

  private static BigDecimal number(Decimal value) {
    if (value instanceof Decimal.Finite(BigDecimal number)) {
      return number;
    }
    throw new EvertException(
        ErrorCode.FUNCTION_FAILED, "a function in Java can not take the numeric " + value);
  }

  private static byte[] bytes(Slice slice) {
    return Arrays.copyOfRange(slice.bytes(), slice.from(), slice.to());
  }

  private static List<@Nullable Object> elements(Type element, Slice field) {
    List<@Nullable Object> values = new ArrayList<>();
    RowReader in = new RowReader().set(field.bytes(), field.from(), field.to());
    in.beginArray();
    while (!in.atArrayEnd()) {
      values.add(toJava(element, FieldForms.read(element, in)));
    }
    return values;
  }

  /**
   * The value as Evert has it.
   *
   * @throws EvertException FUNCTION_FAILED if it is not of the type's class, or the error that such
   *     a text makes
   */
  static @Nullable Object toForm(Type type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (!classOf(type).isInstance(value)) {
      throw new EvertException(
          ErrorCode.FUNCTION_FAILED,
          "it gave a " + value.getClass().getName() + " for a value of type " + type.sql());
    }
    return switch (type.base()) {
      case Type.Simple simple ->
          switch (simple) {
            case DATE -> Math.toIntExact(ChronoUnit.DAYS.between(FIRST_DAY, (LocalDate) value));
            case TIME -> ((LocalTime) value).toNanoOfDay() / 1000;
            case TIMESTAMP -> micros((LocalDateTime) value);
            case TIMESTAMPTZ -> micros(LocalDateTime.ofInstant((Instant) value, ZoneOffset.UTC));
            case BYTEA -> Slice.of(((byte[]) value).clone());
            case JSON, JSONB -> parsed(type, (String) value);
            case BOOLEAN, INT2, INT4, INT8, FLOAT4, FLOAT8, UUID, TIMETZ, INTERVAL -> value;
          };
      case Type.Array(Type element) -> array(element, (List<?>) value);
      case Type.Numeric _, Type _ -> parsed(type, text(value));
    };
  }

  private static String text(Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  /** By the rules of the type: of its length, its scale, its labels. */
  private static @Nullable Object parsed(Type type, String text) {
    RowWriter field = new RowWriter();
    TextFormat.parse(type, text, field);
    return FieldForms.read(type, new RowReader().set(field.buffer(), 0, field.size()));
  }

  private static long micros(LocalDateTime moment) {
    return ChronoUnit.MICROS.between(FIRST_MOMENT, moment);
  }

  private static Slice array(Type element, List<?> values) {
    RowWriter field = new RowWriter();
    field.beginArray();
    for (Object value : values) {
      FieldForms.write(element, toForm(element, value), field);
    }
    int size = values.size();
    int[] lengths = size == 0 ? new int[0] : new int[] {size};
    field.endArray(lengths, size == 0 ? new int[0] : new int[] {1});
    return new Slice(field.buffer(), 0, field.size());
  }
}
