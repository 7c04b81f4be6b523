package dev.evert.spi.row;

import dev.evert.spi.type.IntervalValue;
import dev.evert.spi.type.Type;

/**
 * The form of a field in which values that SQL calls equal are equal bytes: what rows are grouped,
 * joined and looked up by. It keeps {@link RowFormat}'s order.
 *
 * <p>Only for some types do equal values come in several forms: numerics (1.0, 1.00), floats (0,
 * -0), intervals (one month, thirty days), padded strings, numbers in jsonb, and arrays, rows and
 * domains of these.
 */
public final class KeyFormat {
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final long MONTH_DAYS = 30;

  private KeyFormat() {}

  /** Whether values of the type that are equal always have equal bytes. */
  public static boolean isExact(Type type) {
    return switch (type.base()) {
      case Type.Simple simple ->
          switch (simple) {
            case FLOAT4, FLOAT8, INTERVAL, JSONB -> false;
            case BOOLEAN, INT2, INT4, INT8, BYTEA, UUID, JSON -> true;
            case DATE, TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ -> true;
          };
      case Type.Numeric _, Type.Char _ -> false;
      case Type.Text _, Type.Enumeration _, Type.Other _ -> true;
      case Type.Array(Type element) -> isExact(element);
      case Type.Row row -> row.types().stream().allMatch(KeyFormat::isExact);
      case Type.Domain domain -> isExact(domain.base());
    };
  }

  /** Copies the next field of {@code in} to {@code out} in the form for keys. */
  public static void copy(Type type, RowReader in, RowWriter out) {
    if (!in.isPresent()) {
      in.skipAbsent();
      out.putNull();
      return;
    }
    switch (type) {
      case Type.Simple simple -> copySimple(simple, in, out);
      case Type.Numeric numeric -> copyNumeric(numeric, in, out);
      case Type.Char _ -> copyPadded(in, out);
      case Type.Text _, Type.Enumeration _, Type.Other _ -> copyBytes(type, in, out);
      case Type.Array(Type element) -> copyArray(element, in, out);
      case Type.Row row -> copyRow(row, in, out);
      case Type.Domain domain -> copy(domain.base(), in, out);
    }
  }

  private static void copySimple(Type.Simple type, RowReader in, RowWriter out) {
    switch (type) {
      case FLOAT4 -> out.putFloat4(in.readFloat4() + 0.0f);
      case FLOAT8 -> out.putFloat8(in.readFloat8() + 0.0);
      case INTERVAL -> copyInterval(in.readInterval(), out);
      case JSONB -> copyJsonb(in, out);
      case BOOLEAN, INT2, INT4, INT8, BYTEA, UUID, JSON -> copyBytes(type, in, out);
      case DATE, TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ -> copyBytes(type, in, out);
    }
  }

  private static void copyBytes(Type type, RowReader in, RowWriter out) {
    int from = in.offset();
    in.skip(type);
    out.putEncoded(in.bytes(), from, in.offset() - from);
  }

  private static void copyJsonb(RowReader in, RowWriter out) {
    int from = in.offset();
    in.skipString();
    JsonbKey.copy(in.bytes(), from, in.offset(), out);
  }

  /** Shows as many digits as the type declares, or as the number needs: scale does not count. */
  private static void copyNumeric(Type.Numeric type, RowReader in, RowWriter out) {
    int from = in.offset();
    in.skip(type);
    int length = in.offset() - from;
    int at = out.reserve(length);
    System.arraycopy(in.bytes(), from, out.buffer(), at, length);
    int declared = type.bounded() ? Math.max(type.scale(), 0) : 0;
    int scale = NumericDigits.leastScale(in.bytes(), from + 1, in.offset(), declared);
    BigEndian.putShort(out.buffer(), at + length - 2, (short) scale);
  }

  /** Only blanks are padding; no byte that is escaped is one, so that the bytes can be cut. */
  private static void copyPadded(RowReader in, RowWriter out) {
    int from = in.offset();
    in.skipString();
    int end = in.offset() - 1;
    while (end > from + 1 && in.bytes()[end - 1] == ' ') {
      end--;
    }
    out.putEncoded(in.bytes(), from, end - from);
    int at = out.reserve(1);
    out.buffer()[at] = RowFormat.END;
  }

  /**
   * As many whole months and days as the length has, up to what an interval holds, all parts of one
   * sign: a form that depends on the length alone.
   */
  private static void copyInterval(IntervalValue value, RowWriter out) {
    long days = value.months() * MONTH_DAYS + value.days() + value.micros() / DAY_MICROS;
    long micros = value.micros() % DAY_MICROS;
    if (days > 0 && micros < 0) {
      days--;
      micros += DAY_MICROS;
    } else if (days < 0 && micros > 0) {
      days++;
      micros -= DAY_MICROS;
    }
    int months = clamp(days / MONTH_DAYS);
    int daysLeft = clamp(days - months * MONTH_DAYS);
    micros += (days - months * MONTH_DAYS - daysLeft) * DAY_MICROS;
    out.putInterval(months, daysLeft, micros);
  }

  private static int clamp(long count) {
    return Math.clamp(count, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private static void copyRow(Type.Row row, RowReader in, RowWriter out) {
    in.beginRow();
    out.beginRow();
    for (Type.Field field : row.fields()) {
      copy(field.type(), in, out);
    }
  }

  private static void copyArray(Type element, RowReader in, RowWriter out) {
    in.beginArray();
    out.beginArray();
    while (!in.atArrayEnd()) {
      copy(element, in, out);
    }
    int[] shape = in.endArray();
    int[] lengths = new int[shape.length / 2];
    int[] bounds = new int[shape.length / 2];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = shape[2 * i];
      bounds[i] = shape[2 * i + 1];
    }
    out.endArray(lengths, bounds);
  }
}
