package dev.evert.sql.runtime;

import dev.evert.spi.row.KeyFormat;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.IntervalValue;
import dev.evert.spi.type.Type;
import java.util.Arrays;
import java.util.UUID;

/** PostgreSQL's order of values: a number below, at or above 0. */
public final class Compares {
  private Compares() {}

  /** False before true. */
  public static int compare(boolean left, boolean right) {
    return Boolean.compare(left, right);
  }

  /** By value. */
  public static int compare(short left, short right) {
    return Short.compare(left, right);
  }

  /** By value. */
  public static int compare(int left, int right) {
    return Integer.compare(left, right);
  }

  /** By value; NaN equals itself and is above infinity, and -0 equals 0. */
  public static int compare(float left, float right) {
    return Float.compare(left + 0.0f, right + 0.0f);
  }

  /** By value; NaN equals itself and is above infinity, and -0 equals 0. */
  public static int compare(double left, double right) {
    return Double.compare(left + 0.0, right + 0.0);
  }

  /** By value, whatever the scale. */
  public static int compare(Decimal left, Decimal right) {
    return Decimal.compare(left, right);
  }

  /** By length, a month having 30 days and a day 24 hours. */
  public static int compare(IntervalValue left, IntervalValue right) {
    int high =
        Long.compare(
            IntervalValue.lengthHigh(left.months(), left.days(), left.micros()),
            IntervalValue.lengthHigh(right.months(), right.days(), right.micros()));
    if (high != 0) {
      return high;
    }
    return Long.compareUnsigned(
        IntervalValue.lengthLow(left.months(), left.days(), left.micros()),
        IntervalValue.lengthLow(right.months(), right.days(), right.micros()));
  }

  /** As unsigned bytes. */
  public static int compare(UUID left, UUID right) {
    int high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
  }

  /** By the moment in UTC, then the zone from west to east. */
  public static int compare(RowReader.TimeTz left, RowReader.TimeTz right) {
    int moment =
        Long.compare(
            left.micros() + left.secondsWest() * 1_000_000L,
            right.micros() + right.secondsWest() * 1_000_000L);
    return moment != 0 ? moment : Integer.compare(left.secondsWest(), right.secondsWest());
  }

  /** As unsigned bytes: text by code point. */
  public static int compare(Slice left, Slice right) {
    return left.compareTo(right);
  }

  /** As text without its trailing blanks. */
  public static int padded(Slice left, Slice right) {
    return Texts.withoutPadding(left).compareTo(Texts.withoutPadding(right));
  }

  /** In the order of the labels of their type. */
  public static int labels(Slice left, Slice right, Type.Enumeration type) {
    if (left.equals(right)) {
      return 0;
    }
    return Integer.compare(
        type.labels().indexOf(left.toString()), type.labels().indexOf(right.toString()));
  }

  /** Numbers by value, whatever their digits. */
  public static int jsonb(Slice left, Slice right) {
    return left.equals(right) ? 0 : Arrays.compareUnsigned(jsonbKey(left), jsonbKey(right));
  }

  private static byte[] jsonbKey(Slice value) {
    RowWriter out = new RowWriter();
    SortKeys.putJsonb(value, out);
    return out.toBytes();
  }

  /** Arrays element by element, then by length and shape; rows field by field, nulls last. */
  public static int encoded(Slice left, Slice right, Type type) {
    if (KeyFormat.isExact(type)) {
      return left.compareTo(right);
    }
    byte[] leftKey = key(left, type);
    byte[] rightKey = key(right, type);
    return Arrays.compareUnsigned(leftKey, rightKey);
  }

  private static byte[] key(Slice field, Type type) {
    RowReader in = new RowReader().set(field.bytes(), field.from(), field.to());
    RowWriter out = new RowWriter();
    KeyFormat.copy(type, in, out);
    return out.toBytes();
  }
}
