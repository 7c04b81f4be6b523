package dev.evert.dataflow.aggregate;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.IntervalValue;

/** Sums intervals: months, days and microseconds apart, and counts the infinite ones. */
final class IntervalAccumulator extends Accumulator {
  private static final IntervalValue INFINITY =
      new IntervalValue(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);
  private static final IntervalValue NEGATIVE_INFINITY =
      new IntervalValue(Integer.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE);
  private static final double MONTH_DAYS = 30;
  private static final double DAY_SECONDS = 86_400;
  private static final double SECOND_MICROS = 1_000_000;

  private final boolean mean;
  private final WideSum months = new WideSum();
  private final WideSum days = new WideSum();
  private final WideSum micros = new WideSum();
  private long count;
  private long infinite;
  private long negativeInfinite;

  IntervalAccumulator(boolean mean) {
    this.mean = mean;
  }

  @Override
  public void clear() {
    months.clear();
    days.clear();
    micros.clear();
    count = 0;
    infinite = 0;
    negativeInfinite = 0;
  }

  @Override
  public void read(StateReader in) {
    months.read(in);
    days.read(in);
    micros.read(in);
    count = in.readLong();
    infinite = in.readLong();
    negativeInfinite = in.readLong();
  }

  @Override
  public void write(StateWriter out) {
    months.write(out);
    days.write(out);
    micros.write(out);
    out.writeLong(count);
    out.writeLong(infinite);
    out.writeLong(negativeInfinite);
  }

  @Override
  public void add(RowReader argument, long weight) {
    IntervalValue value = argument.readInterval();
    if (value.equals(INFINITY)) {
      infinite += weight;
    } else if (value.equals(NEGATIVE_INFINITY)) {
      negativeInfinite += weight;
    } else {
      count += weight;
      months.add(value.months(), weight);
      days.add(value.days(), weight);
      micros.add(value.micros(), weight);
    }
  }

  @Override
  public void result(RowWriter out) {
    if (infinite != 0 && negativeInfinite != 0) {
      throw outOfRange();
    }
    if (infinite != 0) {
      put(INFINITY, out);
    } else if (negativeInfinite != 0) {
      put(NEGATIVE_INFINITY, out);
    } else if (count == 0) {
      out.putNull();
    } else if (months.fitsInt() && days.fitsInt() && micros.fitsLong()) {
      putFinite(out);
    } else {
      throw outOfRange();
    }
  }

  private static void put(IntervalValue value, RowWriter out) {
    out.putInterval(value.months(), value.days(), value.micros());
  }

  private EvertException outOfRange() {
    return new EvertException(
        ErrorCode.NUMERIC_OUT_OF_RANGE, (mean ? "avg" : "sum") + ": interval out of range");
  }

  private void putFinite(RowWriter out) {
    int sumMonths = (int) months.longValue();
    int sumDays = (int) days.longValue();
    if (mean) {
      divide(sumMonths, sumDays, micros.longValue(), out);
    } else {
      out.putInterval(sumMonths, sumDays, micros.longValue());
    }
  }

  /** As PostgreSQL divides: what is left of months goes to days, what is left of days to time. */
  private void divide(int sumMonths, int sumDays, long sumMicros, RowWriter out) {
    double divisor = count;
    int wholeMonths = (int) (sumMonths / divisor);
    int wholeDays = (int) (sumDays / divisor);
    double restDays = toMicroseconds((sumMonths / divisor - wholeMonths) * MONTH_DAYS);
    double restSeconds =
        toMicroseconds((sumDays / divisor - wholeDays + restDays - (int) restDays) * DAY_SECONDS);
    if (Math.abs(restSeconds) >= DAY_SECONDS) {
      int extraDays = (int) (restSeconds / DAY_SECONDS);
      wholeDays += extraDays;
      restSeconds -= extraDays * DAY_SECONDS;
    }
    wholeDays += (int) restDays;
    double time = Math.rint(sumMicros / divisor + restSeconds * SECOND_MICROS);
    out.putInterval(wholeMonths, wholeDays, (long) time);
  }

  private static double toMicroseconds(double seconds) {
    return Math.rint(seconds * SECOND_MICROS) / SECOND_MICROS;
  }
}
