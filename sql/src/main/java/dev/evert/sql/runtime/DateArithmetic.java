package dev.evert.sql.runtime;

import dev.evert.spi.row.RowReader.TimeTz;
import dev.evert.spi.type.IntervalValue;
import java.time.LocalDate;

/** Sums and differences of dates, times and timestamps. */
public final class DateArithmetic {
  /** The day 2000-01-01, from which days are counted, in days since 1970-01-01. */
  static final int FIRST_EPOCH_DAY = 10_957;

  private DateArithmetic() {}

  static LocalDate date(long days) {
    return LocalDate.ofEpochDay(days + FIRST_EPOCH_DAY);
  }

  static long days(LocalDate date) {
    return date.toEpochDay() - FIRST_EPOCH_DAY;
  }

  static boolean isInfinite(int date) {
    return date == Integer.MAX_VALUE || date == Integer.MIN_VALUE;
  }

  /** So many days later. */
  public static int addDays(int date, int days) {
    return isInfinite(date) ? date : DateTimes.checkDate((long) date + days);
  }

  /** So many days later. */
  public static int daysAdd(int days, int date) {
    return addDays(date, days);
  }

  /** So many days earlier. */
  public static int subtractDays(int date, int days) {
    return isInfinite(date) ? date : DateTimes.checkDate((long) date - days);
  }

  /** The days between. */
  public static int daysBetween(int left, int right) {
    if (isInfinite(left) || isInfinite(right)) {
      throw DateTimes.outOfRange("cannot subtract infinite dates");
    }
    return left - right;
  }

  /** A timestamp later by an interval: first its months, then its days, then the rest. */
  public static long add(long timestamp, IntervalValue interval) {
    if (Intervals.isInfinite(interval)) {
      long infinity = interval.months() > 0 ? DateTimes.INFINITY : DateTimes.NEGATIVE_INFINITY;
      if (DateTimes.isInfinite(timestamp) && timestamp != infinity) {
        throw DateTimes.outOfRange("timestamp out of range");
      }
      return infinity;
    }
    if (DateTimes.isInfinite(timestamp)) {
      return timestamp;
    }
    long days = Math.floorDiv(timestamp, DateTimes.DAY_MICROS);
    long time = Math.floorMod(timestamp, DateTimes.DAY_MICROS);
    if (interval.months() != 0) {
      days = days(date(days).plusMonths(interval.months()));
      checkDays(days);
    }
    days += interval.days();
    checkDays(days);
    long midday = days * DateTimes.DAY_MICROS + time;
    long sum = midday + interval.micros();
    if (((midday ^ sum) & (interval.micros() ^ sum)) < 0) {
      throw DateTimes.outOfRange("timestamp out of range");
    }
    return DateTimes.checkTimestamp(sum);
  }

  private static void checkDays(long days) {
    boolean inside =
        days >= DateTimes.FIRST_DAY && days < DateTimes.END_MICROS / DateTimes.DAY_MICROS;
    if (!inside) {
      throw DateTimes.outOfRange("timestamp out of range");
    }
  }

  /** A timestamp later by an interval. */
  public static long add(IntervalValue interval, long timestamp) {
    return add(timestamp, interval);
  }

  /** A timestamp earlier by an interval. */
  public static long subtract(long timestamp, IntervalValue interval) {
    return add(timestamp, Intervals.negate(interval));
  }

  /** Midnight of a date, later by an interval. */
  public static long dateAdd(int date, IntervalValue interval) {
    return add(DateTimes.dateToTimestamp(date), interval);
  }

  /** Midnight of a date, later by an interval. */
  public static long dateAdd(IntervalValue interval, int date) {
    return dateAdd(date, interval);
  }

  /** Midnight of a date, earlier by an interval. */
  public static long dateSubtract(int date, IntervalValue interval) {
    return subtract(DateTimes.dateToTimestamp(date), interval);
  }

  /** The time on a date. */
  public static long at(int date, long time) {
    long midnight = DateTimes.dateToTimestamp(date);
    return DateTimes.isInfinite(midnight) ? midnight : DateTimes.checkTimestamp(midnight + time);
  }

  /** The time on a date. */
  public static long at(long time, int date) {
    return at(date, time);
  }

  /** The moment of a time with its zone on a date. */
  public static long at(int date, TimeTz time) {
    return at(date, time.micros() + time.secondsWest() * DateTimes.SECOND_MICROS);
  }

  /** The moment of a time with its zone on a date. */
  public static long at(TimeTz time, int date) {
    return at(date, time);
  }

  /** The days and the rest between two timestamps. */
  public static IntervalValue between(long left, long right) {
    if (DateTimes.isInfinite(left) || DateTimes.isInfinite(right)) {
      if (left == right) {
        throw Intervals.outOfRange();
      }
      boolean up = left == DateTimes.INFINITY || right == DateTimes.NEGATIVE_INFINITY;
      return up ? Intervals.INFINITY : Intervals.NEGATIVE_INFINITY;
    }
    long micros = left - right;
    if (((left ^ right) & (left ^ micros)) < 0) {
      throw Intervals.outOfRange();
    }
    return Intervals.justifyHours(new IntervalValue(0, 0, micros));
  }

  /** The difference of two times. */
  public static IntervalValue timesBetween(long left, long right) {
    return new IntervalValue(0, 0, left - right);
  }

  /** A time later by an interval, as a clock shows it. */
  public static long timeAdd(long time, IntervalValue interval) {
    requireFinite(interval);
    return Math.floorMod(
        Math.floorMod(time, DateTimes.DAY_MICROS) + interval.micros() % DateTimes.DAY_MICROS,
        DateTimes.DAY_MICROS);
  }

  /** A time later by an interval, as a clock shows it. */
  public static long timeAdd(IntervalValue interval, long time) {
    return timeAdd(time, interval);
  }

  /** A time earlier by an interval, as a clock shows it. */
  public static long timeSubtract(long time, IntervalValue interval) {
    requireFinite(interval);
    return Math.floorMod(
        Math.floorMod(time, DateTimes.DAY_MICROS) - interval.micros() % DateTimes.DAY_MICROS,
        DateTimes.DAY_MICROS);
  }

  /** A time later by an interval, in its zone. */
  public static TimeTz timeAdd(TimeTz time, IntervalValue interval) {
    return new TimeTz(timeAdd(time.micros(), interval), time.secondsWest());
  }

  /** A time later by an interval, in its zone. */
  public static TimeTz timeAdd(IntervalValue interval, TimeTz time) {
    return timeAdd(time, interval);
  }

  /** A time earlier by an interval, in its zone. */
  public static TimeTz timeSubtract(TimeTz time, IntervalValue interval) {
    return new TimeTz(timeSubtract(time.micros(), interval), time.secondsWest());
  }

  private static void requireFinite(IntervalValue interval) {
    if (Intervals.isInfinite(interval)) {
      throw DateTimes.outOfRange("cannot add infinite interval to time");
    }
  }

  /** Whether it is no infinity. */
  public static boolean isFinite(int date) {
    return !isInfinite(date);
  }

  /** Whether it is no infinity. */
  public static boolean isFinite(long timestamp) {
    return !DateTimes.isInfinite(timestamp);
  }
}
