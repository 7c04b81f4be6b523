package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.IntervalValue;
import java.util.function.DoubleUnaryOperator;

/** Arithmetic of intervals: months, days and microseconds each for themselves. */
public final class Intervals {
  static final IntervalValue INFINITY =
      new IntervalValue(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);
  static final IntervalValue NEGATIVE_INFINITY =
      new IntervalValue(Integer.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE);

  private static final int MONTH_DAYS = 30;

  private Intervals() {}

  static boolean isInfinite(IntervalValue interval) {
    return interval.equals(INFINITY) || interval.equals(NEGATIVE_INFINITY);
  }

  /** Whether it is no infinity. */
  public static boolean isFinite(IntervalValue interval) {
    return !isInfinite(interval);
  }

  /** The sum. */
  public static IntervalValue add(IntervalValue left, IntervalValue right) {
    if (isInfinite(left) || isInfinite(right)) {
      if (isInfinite(left) && isInfinite(right) && !left.equals(right)) {
        throw outOfRange();
      }
      return isInfinite(left) ? left : right;
    }
    return finite(
        (long) left.months() + right.months(),
        (long) left.days() + right.days(),
        sum(left.micros(), right.micros()));
  }

  /** The difference. */
  public static IntervalValue subtract(IntervalValue left, IntervalValue right) {
    if (isInfinite(left) || isInfinite(right)) {
      return add(left, negate(right));
    }
    return finite(
        (long) left.months() - right.months(),
        (long) left.days() - right.days(),
        difference(left.micros(), right.micros()));
  }

  /** The opposite. */
  public static IntervalValue negate(IntervalValue interval) {
    if (isInfinite(interval)) {
      return interval.equals(INFINITY) ? NEGATIVE_INFINITY : INFINITY;
    }
    return finite(
        -(long) interval.months(), -(long) interval.days(), difference(0, interval.micros()));
  }

  /** The product; what is left of a month goes into days, and of a day into microseconds. */
  public static IntervalValue multiply(IntervalValue interval, double factor) {
    if (Double.isNaN(factor)) {
      throw outOfRange();
    }
    if (isInfinite(interval)) {
      if (factor == 0) {
        throw outOfRange();
      }
      return factor > 0 ? interval : negate(interval);
    }
    if (Double.isInfinite(factor)) {
      int sign = Compares.compare(interval, new IntervalValue(0, 0, 0));
      if (sign == 0) {
        throw outOfRange();
      }
      return sign > 0 == factor > 0 ? INFINITY : NEGATIVE_INFINITY;
    }
    return scaled(
        interval.months() * factor,
        interval.days() * factor,
        seconds -> interval.micros() * factor + seconds * 1e6);
  }

  /** The product. */
  public static IntervalValue multiply(double factor, IntervalValue interval) {
    return multiply(interval, factor);
  }

  /** The quotient. */
  public static IntervalValue divide(IntervalValue interval, double divisor) {
    if (divisor == 0) {
      throw Integers.divisionByZero();
    }
    if (Double.isNaN(divisor)) {
      throw outOfRange();
    }
    if (isInfinite(interval)) {
      if (Double.isInfinite(divisor)) {
        throw outOfRange();
      }
      return divisor > 0 ? interval : negate(interval);
    }
    return scaled(
        interval.months() / divisor,
        interval.days() / divisor,
        seconds -> interval.micros() / divisor + seconds * 1e6);
  }

  /** PostgreSQL's steps, rounding after each to microseconds, so that results are the same. */
  private static IntervalValue scaled(double months, double days, DoubleUnaryOperator microsWith) {
    long wholeMonths = truncated(months);
    long wholeDays = truncated(days);
    double monthRest = rounded((months - wholeMonths) * MONTH_DAYS);
    double secondRest =
        rounded((days - wholeDays + monthRest - (long) monthRest) * DateTimes.DAY_SECONDS);
    if (Math.abs(secondRest) >= DateTimes.DAY_SECONDS) {
      long more = (long) (secondRest / DateTimes.DAY_SECONDS);
      wholeDays += more;
      secondRest -= more * DateTimes.DAY_SECONDS;
    }
    wholeDays += (long) monthRest;
    double micros = Math.rint(microsWith.applyAsDouble(secondRest));
    if (!(micros >= -0x1p63 && micros < 0x1p63)) {
      throw outOfRange();
    }
    return finite(wholeMonths, wholeDays, (long) micros);
  }

  private static double rounded(double seconds) {
    return Math.rint(seconds * 1e6) / 1e6;
  }

  private static long truncated(double value) {
    if (!(value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE)) {
      throw outOfRange();
    }
    return (long) value;
  }

  /** With 24 hours as a day. */
  public static IntervalValue justifyHours(IntervalValue interval) {
    if (isInfinite(interval)) {
      return interval;
    }
    long days = interval.days() + interval.micros() / DateTimes.DAY_MICROS;
    long micros = interval.micros() % DateTimes.DAY_MICROS;
    if (days > 0 && micros < 0) {
      micros += DateTimes.DAY_MICROS;
      days--;
    } else if (days < 0 && micros > 0) {
      micros -= DateTimes.DAY_MICROS;
      days++;
    }
    return finite(interval.months(), days, micros);
  }

  /** With 30 days as a month. */
  public static IntervalValue justifyDays(IntervalValue interval) {
    if (isInfinite(interval)) {
      return interval;
    }
    long months = (long) interval.months() + interval.days() / MONTH_DAYS;
    long days = interval.days() % MONTH_DAYS;
    if (months > 0 && days < 0) {
      days += MONTH_DAYS;
      months--;
    } else if (months < 0 && days > 0) {
      days -= MONTH_DAYS;
      months++;
    }
    return finite(months, days, interval.micros());
  }

  /** With 24 hours as a day, 30 days as a month, and one sign for all. */
  public static IntervalValue justifyInterval(IntervalValue interval) {
    if (isInfinite(interval)) {
      return interval;
    }
    long allDays = interval.days() + interval.micros() / DateTimes.DAY_MICROS;
    long micros = interval.micros() % DateTimes.DAY_MICROS;
    long months = interval.months() + allDays / MONTH_DAYS;
    long days = allDays % MONTH_DAYS;
    if (months > 0 && (days < 0 || (days == 0 && micros < 0))) {
      days += MONTH_DAYS;
      months--;
    } else if (months < 0 && (days > 0 || (days == 0 && micros > 0))) {
      days -= MONTH_DAYS;
      months++;
    }
    if (days > 0 && micros < 0) {
      micros += DateTimes.DAY_MICROS;
      days--;
    } else if (days < 0 && micros > 0) {
      micros -= DateTimes.DAY_MICROS;
      days++;
    }
    return finite(months, days, micros);
  }

  /** An interval that is not meant to be infinite. */
  static IntervalValue finite(long months, long days, long micros) {
    if (months != (int) months || days != (int) days) {
      throw outOfRange();
    }
    IntervalValue interval = new IntervalValue((int) months, (int) days, micros);
    if (isInfinite(interval)) {
      throw outOfRange();
    }
    return interval;
  }

  private static long sum(long left, long right) {
    long sum = left + right;
    if (((left ^ sum) & (right ^ sum)) < 0) {
      throw outOfRange();
    }
    return sum;
  }

  private static long difference(long left, long right) {
    long difference = left - right;
    if (((left ^ right) & (left ^ difference)) < 0) {
      throw outOfRange();
    }
    return difference;
  }

  static EvertException outOfRange() {
    return new EvertException(ErrorCode.DATETIME_OUT_OF_RANGE, "interval out of range");
  }
}
