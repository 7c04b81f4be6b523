package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.IntervalValue;
import java.time.DateTimeException;
import java.time.LocalDate;

/** Dates and times made of numbers, and {@code age}. */
public final class DateMaking {
  private static final double LATEST_UNIX_SECOND = 9.3e12;

  private DateMaking() {}

  /** A date; negative years are before Christ. */
  public static int date(int year, int month, int day) {
    try {
      if (year == 0) {
        throw outOfRange("date", year, month, day);
      }
      LocalDate date = LocalDate.of(year < 0 ? year + 1 : year, month, day);
      return DateTimes.checkDate(DateArithmetic.days(date));
    } catch (DateTimeException _) {
      throw outOfRange("date", year, month, day);
    }
  }

  /** A time; 24:00:00 is the end of the day. */
  public static long time(int hour, int minute, double second) {
    // Rounded before it is checked, as in PostgreSQL.
    double rounded = Math.rint(second * DateTimes.SECOND_MICROS);
    long micros = (long) rounded;
    boolean fits =
        hour >= 0
            && hour <= 24
            && minute >= 0
            && minute < 60
            && rounded >= 0
            && rounded <= 60 * DateTimes.SECOND_MICROS;
    long time = (hour * 60L + minute) * 60 * DateTimes.SECOND_MICROS + micros;
    if (!fits || time > DateTimes.DAY_MICROS) {
      throw outOfRange("time", hour, minute, second);
    }
    return time;
  }

  /** A timestamp. */
  public static long timestamp(int year, int month, int day, int hour, int minute, double second) {
    return DateArithmetic.at(date(year, month, day), time(hour, minute, second));
  }

  private static EvertException outOfRange(String what, Number a, Number b, Number c) {
    return new EvertException(
        ErrorCode.DATETIME_OUT_OF_RANGE,
        what + " field value out of range: " + a + ", " + b + ", " + c);
  }

  /** A moment by its seconds since 1970. */
  public static long ofUnixSeconds(double seconds) {
    if (Double.isNaN(seconds)) {
      throw DateTimes.outOfRange("timestamp cannot be NaN");
    }
    if (Double.isInfinite(seconds)) {
      return seconds > 0 ? DateTimes.INFINITY : DateTimes.NEGATIVE_INFINITY;
    }
    if (Math.abs(seconds) > LATEST_UNIX_SECOND) {
      throw DateTimes.outOfRange("timestamp out of range: \"" + seconds + "\"");
    }
    double since2000 = seconds - (double) DateArithmetic.FIRST_EPOCH_DAY * DateTimes.DAY_SECONDS;
    return DateTimes.checkTimestamp((long) Math.rint(since2000 * 1e6));
  }

  /** The years, months, days and time between two timestamps, as one would say them. */
  public static IntervalValue age(long later, long earlier) {
    if (DateTimes.isInfinite(later) || DateTimes.isInfinite(earlier)) {
      return DateArithmetic.between(later, earlier);
    }
    if (later < earlier) {
      return Intervals.negate(ageOf(earlier, later));
    }
    return ageOf(later, earlier);
  }

  /** A missing day is lent by the month of the earlier date. */
  private static IntervalValue ageOf(long later, long earlier) {
    LocalDate to = DateArithmetic.date(Math.floorDiv(later, DateTimes.DAY_MICROS));
    LocalDate from = DateArithmetic.date(Math.floorDiv(earlier, DateTimes.DAY_MICROS));
    long micros =
        Math.floorMod(later, DateTimes.DAY_MICROS) - Math.floorMod(earlier, DateTimes.DAY_MICROS);
    long days = (long) to.getDayOfMonth() - from.getDayOfMonth();
    long months = (to.getYear() - from.getYear()) * 12L + to.getMonthValue() - from.getMonthValue();
    if (micros < 0) {
      micros += DateTimes.DAY_MICROS;
      days--;
    }
    while (days < 0) {
      days += from.lengthOfMonth();
      months--;
    }
    return Intervals.finite(months, days, micros);
  }
}
