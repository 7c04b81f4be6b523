package dev.evert.sql.runtime;

import dev.evert.spi.type.IntervalValue;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** {@code date_trunc} and {@code date_bin}. */
public final class DateTruncation {
  private DateTruncation() {}

  /** The start of the unit that the timestamp is in. */
  public static long timestamp(Slice field, long micros) {
    DateUnit unit = DateUnit.of(field, "timestamp without time zone");
    requireTruncatable(unit, "timestamp without time zone");
    if (DateTimes.isInfinite(micros)) {
      return micros;
    }
    long days = Math.floorDiv(micros, DateTimes.DAY_MICROS);
    return switch (unit) {
      case MICROSECONDS -> micros;
      case MILLISECONDS -> micros - Math.floorMod(micros, 1000);
      case SECOND -> micros - Math.floorMod(micros, DateTimes.SECOND_MICROS);
      case MINUTE -> micros - Math.floorMod(micros, 60 * DateTimes.SECOND_MICROS);
      case HOUR -> micros - Math.floorMod(micros, 3600 * DateTimes.SECOND_MICROS);
      case DAY -> days * DateTimes.DAY_MICROS;
      case DateUnit _ ->
          DateTimes.checkTimestamp(
              DateArithmetic.days(start(unit, DateArithmetic.date(days))) * DateTimes.DAY_MICROS);
    };
  }

  private static void requireTruncatable(DateUnit unit, String type) {
    switch (unit) {
      case JULIAN, ISOYEAR, DOW, ISODOW, DOY, EPOCH -> throw unit.unsupported(type);
      case TIMEZONE, TIMEZONE_HOUR, TIMEZONE_MINUTE -> throw unit.unsupported(type);
      case DateUnit _ -> {}
    }
  }

  private static LocalDate start(DateUnit unit, LocalDate date) {
    int year = date.getYear();
    return switch (unit) {
      case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> date.withDayOfMonth(1);
      case QUARTER -> LocalDate.of(year, (date.getMonthValue() - 1) / 3 * 3 + 1, 1);
      case YEAR -> LocalDate.of(year, 1, 1);
      case DECADE -> LocalDate.of(year > 0 ? year / 10 * 10 : -((8 - (year - 1)) / 10) * 10, 1, 1);
      case CENTURY ->
          LocalDate.of(year > 0 ? (year + 99) / 100 * 100 - 99 : before(year, 100), 1, 1);
      case MILLENNIUM ->
          LocalDate.of(year > 0 ? (year + 999) / 1000 * 1000 - 999 : before(year, 1000), 1, 1);
      case DateUnit _ -> throw unit.unsupported("timestamp without time zone");
    };
  }

  /** The first of so many years, for years before 1. */
  private static int before(int year, int count) {
    return -((count - 1 - (year - 1)) / count) * count + 1;
  }

  /** The whole units of an interval. */
  public static IntervalValue interval(Slice field, IntervalValue interval) {
    DateUnit unit = DateUnit.of(field, "interval");
    requireTruncatable(unit, "interval");
    if (unit == DateUnit.WEEK) {
      throw unit.unsupported("interval");
    }
    if (Intervals.isInfinite(interval)) {
      return interval;
    }
    int months = interval.months();
    long micros = interval.micros();
    return switch (unit) {
      case MICROSECONDS -> interval;
      case MILLISECONDS -> below(interval, micros - micros % 1000);
      case SECOND -> below(interval, micros - micros % DateTimes.SECOND_MICROS);
      case MINUTE -> below(interval, micros - micros % (60 * DateTimes.SECOND_MICROS));
      case HOUR -> below(interval, micros - micros % (3600 * DateTimes.SECOND_MICROS));
      case DAY -> below(interval, 0);
      case MONTH -> new IntervalValue(months, 0, 0);
      case QUARTER -> new IntervalValue(months - months % 3, 0, 0);
      case YEAR -> new IntervalValue(months - months % 12, 0, 0);
      case DECADE -> new IntervalValue(months - months % 120, 0, 0);
      case CENTURY -> new IntervalValue(months - months % 1200, 0, 0);
      case MILLENNIUM -> new IntervalValue(months - months % 12000, 0, 0);
      case DateUnit _ -> throw unit.unsupported("interval");
    };
  }

  private static IntervalValue below(IntervalValue interval, long micros) {
    return new IntervalValue(interval.months(), interval.days(), micros);
  }

  /** The start of the stretch that the timestamp is in, stretches being counted from an origin. */
  public static long bin(IntervalValue stride, long timestamp, long origin) {
    if (DateTimes.isInfinite(timestamp)) {
      return timestamp;
    }
    if (DateTimes.isInfinite(origin) || Intervals.isInfinite(stride)) {
      throw DateTimes.outOfRange("date_bin needs a finite origin and a finite stride");
    }
    if (stride.months() != 0) {
      throw TextLimit.invalid(
          "timestamps cannot be binned into intervals containing months or years");
    }
    try {
      long width =
          Math.addExact(Math.multiplyExact(stride.days(), DateTimes.DAY_MICROS), stride.micros());
      if (width <= 0) {
        throw TextLimit.invalid("stride must be greater than zero");
      }
      long offset = Math.floorMod(Math.subtractExact(timestamp, origin), width);
      return DateTimes.checkTimestamp(timestamp - offset);
    } catch (ArithmeticException _) {
      throw DateTimes.outOfRange("interval out of range");
    }
  }
}
