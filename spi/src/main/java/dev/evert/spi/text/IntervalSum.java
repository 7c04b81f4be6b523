package dev.evert.spi.text;

import dev.evert.spi.type.IntervalValue;

/**
 * Adds up the parts of an interval. A fraction of a unit goes into smaller units as in PostgreSQL:
 * that of a year into whole months, that of a month (of 30 days) and a week into days and time.
 */
final class IntervalSum {
  private static final double DAY_MICROS = 86_400_000_000d;

  private long months;
  private long days;
  private long micros;

  /**
   * Adds {@code (whole + fraction) * unit}; both have the same sign.
   *
   * @throws ArithmeticException if the sum is beyond what an interval holds
   */
  void add(IntervalUnit unit, long whole, double fraction) {
    switch (unit) {
      case MICROSECOND -> addMicros(whole, fraction, 1);
      case MILLISECOND -> addMicros(whole, fraction, 1_000);
      case SECOND -> addMicros(whole, fraction, 1_000_000);
      case MINUTE -> addMicros(whole, fraction, 60_000_000);
      case HOUR -> addMicros(whole, fraction, 3_600_000_000L);
      case DAY -> addDays(whole, fraction, 1);
      case WEEK -> addDays(whole, fraction, 7);
      case MONTH -> {
        addMonths(whole, 0, 1);
        addDays(0, fraction, 30);
      }
      case YEAR -> addMonths(whole, fraction, 12);
      case DECADE -> addMonths(whole, fraction, 120);
      case CENTURY -> addMonths(whole, fraction, 1_200);
      case MILLENNIUM -> addMonths(whole, fraction, 12_000);
    }
  }

  private void addMicros(long whole, double fraction, long scale) {
    micros = Math.addExact(micros, Math.multiplyExact(whole, scale));
    addFraction(fraction * scale);
  }

  private void addDays(long whole, double fraction, int scale) {
    double fractionDays = fraction * scale;
    long wholeDays = (long) fractionDays;
    days = Math.addExact(days, Math.addExact(Math.multiplyExact(whole, scale), wholeDays));
    addFraction((fractionDays - wholeDays) * DAY_MICROS);
  }

  /** Rounds to whole microseconds; half of one counts for nothing, as in PostgreSQL. */
  private void addFraction(double fractionMicros) {
    long wholeMicros = (long) fractionMicros;
    double rest = fractionMicros - wholeMicros;
    micros = Math.addExact(micros, wholeMicros + (rest > 0.5 ? 1 : rest < -0.5 ? -1 : 0));
  }

  private void addMonths(long whole, double fraction, int scale) {
    months = Math.addExact(months, Math.multiplyExact(whole, scale));
    months = Math.addExact(months, (long) Math.rint(fraction * scale));
  }

  /** Adds a time of hours, minutes and seconds. */
  void addTime(long hours, int minutes, int seconds, double fraction, boolean negative) {
    long size = Math.multiplyExact(hours, 3_600_000_000L);
    size = Math.addExact(size, (minutes * 60L + seconds) * 1_000_000);
    size = Math.addExact(size, (long) Math.rint(fraction * 1_000_000));
    micros = Math.addExact(micros, negative ? -size : size);
  }

  void negate() {
    months = Math.negateExact(months);
    days = Math.negateExact(days);
    micros = Math.negateExact(micros);
  }

  /** The interval. Throws as {@link #add} does. */
  IntervalValue value() {
    return new IntervalValue(Math.toIntExact(months), Math.toIntExact(days), micros);
  }
}
