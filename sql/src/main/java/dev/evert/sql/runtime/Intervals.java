package dev.evert.sql.runtime;

import dev.evert.spi.type.IntervalValue;

/** Arithmetic of intervals. */
public final class Intervals {
  static final IntervalValue INFINITY =
      new IntervalValue(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);
  static final IntervalValue NEGATIVE_INFINITY =
      new IntervalValue(Integer.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE);

  private Intervals() {}

  static boolean isInfinite(IntervalValue interval) {
    return interval.equals(INFINITY) || interval.equals(NEGATIVE_INFINITY);
  }
}
