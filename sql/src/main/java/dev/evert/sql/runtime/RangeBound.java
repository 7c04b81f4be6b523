package dev.evert.sql.runtime;

import dev.evert.dataflow.RowFunction;
import dev.evert.spi.row.RowFormat;
import dev.evert.spi.row.RowReader.TimeTz;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.IntervalValue;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Form;
import java.util.Arrays;
import java.util.Objects;

/**
 * Writes the sort key of a bound that lies at a distance from a row's value, in the manner of
 * PostgreSQL's in_range functions: beyond the last value of a type, a bound is beyond all values.
 */
public final class RangeBound implements RowFunction {
  /** Before all values, after nulls that come first. */
  private static final byte[] LOWEST = {0x00, (byte) 0xFF};

  /** After all values, before nulls that come last. */
  private static final byte[] HIGHEST = new byte[40];

  static {
    Arrays.fill(HIGHEST, (byte) 0xFF);
    HIGHEST[0] = (byte) 0xFE;
  }

  private final RowFunction value;
  private final Type type;
  private final Object distance;
  private final boolean down;
  private final boolean least;
  private final boolean descending;
  private final boolean nullsFirst;
  private final RowWriter field = new RowWriter();

  /**
   * A bound.
   *
   * @param value writes the value that rows are ordered by, as a field
   * @param distance a field of its own type that is present and not negative
   * @param down whether the bound is less than the value
   * @param isStart whether the frame starts with it
   */
  public RangeBound(
      RowFunction value,
      Type type,
      Type distanceType,
      byte[] distance,
      boolean down,
      boolean isStart,
      boolean descending,
      boolean nullsFirst) {
    this.value = Objects.requireNonNull(value);
    this.type = type.base();
    this.distance = Literals.value(distanceType, distance);
    this.down = down;
    this.least = isStart != descending;
    this.descending = descending;
    this.nullsFirst = nullsFirst;
  }

  @Override
  public void apply(byte[] bytes, int from, int to, RowWriter out) {
    value.apply(bytes, from, to, field.reset());
    byte[] row = field.buffer();
    if (row[0] != RowFormat.PRESENT) {
      SortKeys.putNull(out, nullsFirst);
      return;
    }
    int start = out.size();
    if (put(row, out)) {
      if (descending) {
        SortKeys.invert(out, start);
      }
    }
  }

  /** Writes the bound; false if it lies beyond all values. */
  private boolean put(byte[] row, RowWriter out) {
    return switch (Form.of(type)) {
      case SHORT -> putWhole(Fields.readShort(row, 0), Short.MIN_VALUE, Short.MAX_VALUE, out);
      case INT ->
          type == Type.Simple.DATE
              ? putDate(Fields.readInt(row, 0), out)
              : putWhole(Fields.readInt(row, 0), Integer.MIN_VALUE, Integer.MAX_VALUE, out);
      case LONG ->
          type == Type.Simple.INT8
              ? putWhole(Fields.readLong(row, 0), Long.MIN_VALUE, Long.MAX_VALUE, out)
              : putTime(Fields.readLong(row, 0), out);
      case FLOAT -> putFloat(Fields.readFloat(row, 0), out);
      case DOUBLE -> putDouble(Fields.readDouble(row, 0), out);
      case DECIMAL -> putDecimal(Fields.readDecimal(row, 0), out);
      case INTERVAL -> putInterval(Fields.readInterval(row, 0), out);
      case TIMETZ -> putTimeTz(Fields.readTimeTz(row, 0), out);
      case BOOLEAN, UUID, STRING, ENCODED -> throw new IllegalStateException(type.sql());
    };
  }

  private boolean beyond(boolean above, RowWriter out) {
    byte[] key = above == descending ? LOWEST : HIGHEST;
    out.putEncoded(key, 0, key.length);
    return false;
  }

  private boolean putWhole(long base, long min, long max, RowWriter out) {
    long by = (Long) distance;
    long bound = down ? base - by : base + by;
    boolean over = down ? bound > base : bound < base;
    if (over || bound < min || bound > max) {
      return beyond(!down, out);
    }
    switch (type) {
      case Type.Simple.INT2 -> out.putInt2((short) bound);
      case Type.Simple.INT4 -> out.putInt4((int) bound);
      case Type _ -> out.putInt8(bound);
    }
    return true;
  }

  private boolean putDouble(double base, RowWriter out) {
    double bound = moved(base);
    if (Double.isNaN(bound) && !Double.isNaN(base)) {
      return beyond(!least, out);
    }
    out.putFloat8(bound + 0.0);
    return true;
  }

  private double moved(double base) {
    double by = (Double) distance;
    return down ? base - by : base + by;
  }

  /** Compared as doubles, floats on one side of the bound are those on one side of a float. */
  private boolean putFloat(float base, RowWriter out) {
    double bound = moved(base);
    if (Double.isNaN(bound) && !Float.isNaN(base)) {
      return beyond(!least, out);
    }
    float nearest = (float) bound;
    if (least && nearest < bound) {
      nearest = Math.nextUp(nearest);
    } else if (!least && nearest > bound) {
      nearest = Math.nextDown(nearest);
    }
    out.putFloat4(nearest + 0.0f);
    return true;
  }

  private boolean putDecimal(Decimal base, RowWriter out) {
    Decimal by = (Decimal) distance;
    Decimal bound = down ? Numerics.subtract(base, by) : Numerics.add(base, by);
    if (bound == Decimal.Special.NAN && base != Decimal.Special.NAN) {
      return beyond(!least, out);
    }
    Keys.put(bound, type, out);
    return true;
  }

  private boolean putInterval(IntervalValue base, RowWriter out) {
    IntervalValue by = (IntervalValue) distance;
    if (isOpposite(Intervals.isInfinite(base), base.months() > 0)) {
      return beyond(!least, out);
    }
    Keys.put(down ? Intervals.subtract(base, by) : Intervals.add(base, by), type, out);
    return true;
  }

  /** Whether an infinity would be moved by an infinity, to the other side. */
  private boolean isOpposite(boolean infinite, boolean positive) {
    return infinite && positive == down && Intervals.isInfinite((IntervalValue) distance);
  }

  private boolean putDate(int base, RowWriter out) {
    long midnight = DateTimes.dateToTimestamp(base);
    if (isOpposite(DateTimes.isInfinite(midnight), midnight > 0)) {
      return beyond(!least, out);
    }
    long bound = moved(midnight);
    int day = DateTimes.timestampToDate(bound);
    boolean whole = DateTimes.isInfinite(bound) || DateTimes.dateToTimestamp(day) == bound;
    out.putInt4(least && !whole ? day + 1 : day);
    return true;
  }

  private long moved(long timestamp) {
    IntervalValue by = (IntervalValue) distance;
    return down ? DateArithmetic.subtract(timestamp, by) : DateArithmetic.add(timestamp, by);
  }

  private boolean putTime(long base, RowWriter out) {
    if (type == Type.Simple.TIME) {
      long by = ((IntervalValue) distance).micros();
      return putMicros(base, by, out);
    }
    if (isOpposite(DateTimes.isInfinite(base), base > 0)) {
      return beyond(!least, out);
    }
    out.putInt8(moved(base));
    return true;
  }

  /** A time of the day does not go round here. */
  private boolean putMicros(long base, long by, RowWriter out) {
    long bound = down ? base - by : base + by;
    if (!down && bound < base) {
      return beyond(true, out);
    }
    out.putInt8(bound);
    return true;
  }

  private boolean putTimeTz(TimeTz base, RowWriter out) {
    long by = ((IntervalValue) distance).micros();
    long bound = down ? base.micros() - by : base.micros() + by;
    if (!down && bound < base.micros()) {
      return beyond(true, out);
    }
    out.putTimeTz(bound, base.secondsWest());
    return true;
  }
}
