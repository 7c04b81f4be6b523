package dev.evert.spi.type;

/**
 * An interval as PostgreSQL keeps it: months, days and microseconds apart, as a month has no fixed
 * number of days and a day none of hours.
 */
public record IntervalValue(int months, int days, long micros) {
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final long MONTH_DAYS = 30;

  /** The upper 64 bits of the length in microseconds by which intervals are ordered. */
  public static long lengthHigh(int months, int days, long micros) {
    long allDays = months * MONTH_DAYS + days;
    long low = allDays * DAY_MICROS;
    long high = Math.multiplyHigh(allDays, DAY_MICROS);
    long sum = low + micros;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    return high + (micros >> 63) + carry;
  }

  /** The lower 64 bits of the length in microseconds by which intervals are ordered. */
  public static long lengthLow(int months, int days, long micros) {
    return (months * MONTH_DAYS + days) * DAY_MICROS + micros;
  }
}
