package dev.evert.sql.runtime;

import dev.evert.spi.row.RowReader.TimeTz;
import dev.evert.spi.type.IntervalValue;

/** Rounds to some digits of a second, from 0 to 6; halves go away from zero. */
public final class TimeRounding {
  private static final long[] UNIT_MICROS = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

  private TimeRounding() {}

  /** A time or timestamp. */
  public static long round(long micros, int digits) {
    return DateTimes.isInfinite(micros) ? micros : nearest(micros, digits);
  }

  /** A time with its zone. */
  public static TimeTz round(TimeTz time, int digits) {
    return new TimeTz(nearest(time.micros(), digits), time.secondsWest());
  }

  /** An interval: its part below a day. */
  public static IntervalValue round(IntervalValue interval, int digits) {
    return Intervals.isInfinite(interval)
        ? interval
        : new IntervalValue(interval.months(), interval.days(), nearest(interval.micros(), digits));
  }

  private static long nearest(long micros, int digits) {
    long unit = UNIT_MICROS[digits];
    long half = micros < 0 ? -unit / 2 : unit / 2;
    return Math.addExact(micros, half) / unit * unit;
  }
}
