package dev.evert.sql.runtime;

import dev.evert.spi.type.IntervalValue;

/** Percentiles of intervals. */
public final class IntervalPercentile {
  private IntervalPercentile() {}

  /**
   * What lies between two values next to each other.
   *
   * @param count how many values there are in all
   * @param fraction how many of them come before it
   */
  public static IntervalValue between(
      IntervalValue low, IntervalValue high, long count, double fraction) {
    double place = fraction * (count - 1);
    double part = place - Math.floor(place);
    return part == 0
        ? low
        : Intervals.add(low, Intervals.multiply(Intervals.subtract(high, low), part));
  }
}
