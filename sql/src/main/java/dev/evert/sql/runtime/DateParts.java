package dev.evert.sql.runtime;

import dev.evert.spi.row.RowReader.TimeTz;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.IntervalValue;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import org.jspecify.annotations.Nullable;

/** {@code extract}: parts of dates and times, as numerics. */
public final class DateParts {
  private static final String TIMESTAMP = "timestamp without time zone";
  private static final String TIMESTAMPTZ = "timestamp with time zone";
  private static final long UNIX_EPOCH_MICROS =
      -DateArithmetic.FIRST_EPOCH_DAY * DateTimes.DAY_MICROS;
  static final long FIRST_JULIAN_DAY = 2_451_545;
  private static final double YEAR_DAYS = 365.25;

  private DateParts() {}

  /** Of a timestamp. */
  public static @Nullable Decimal ofTimestamp(Slice field, long micros) {
    DateUnit unit = DateUnit.of(field, TIMESTAMP);
    return switch (unit) {
      case TIMEZONE, TIMEZONE_HOUR, TIMEZONE_MINUTE -> throw unit.unsupported(TIMESTAMP);
      case DateUnit _ -> moment(unit, micros);
    };
  }

  /** Of a timestamp with time zone, in UTC. */
  public static @Nullable Decimal ofTimestampTz(Slice field, long micros) {
    DateUnit unit = DateUnit.of(field, TIMESTAMPTZ);
    boolean zone =
        switch (unit) {
          case TIMEZONE, TIMEZONE_HOUR, TIMEZONE_MINUTE -> true;
          case DateUnit _ -> false;
        };
    return zone && !DateTimes.isInfinite(micros) ? Decimal.of(0) : moment(unit, micros);
  }

  private static @Nullable Decimal moment(DateUnit unit, long micros) {
    if (DateTimes.isInfinite(micros)) {
      return infinite(unit, micros < 0);
    }
    long days = Math.floorDiv(micros, DateTimes.DAY_MICROS);
    long time = Math.floorMod(micros, DateTimes.DAY_MICROS);
    return switch (unit) {
      case MICROSECONDS, MILLISECONDS, SECOND, MINUTE, HOUR -> clock(unit, time);
      case EPOCH ->
          Decimal.of(
              BigDecimal.valueOf(micros)
                  .subtract(BigDecimal.valueOf(UNIX_EPOCH_MICROS))
                  .movePointLeft(6)
                  .setScale(6));
      case JULIAN ->
          Numerics.add(
              Decimal.of(days + FIRST_JULIAN_DAY),
              Numerics.divide(Decimal.of(time), Decimal.of(DateTimes.DAY_MICROS)));
      case DateUnit _ -> Decimal.of(calendar(unit, days));
    };
  }

  private static @Nullable Decimal infinite(DateUnit unit, boolean negative) {
    return unit.growsForever() ? Numerics.infinity(negative ? -1 : 1) : null;
  }

  /** Of a date: only what a date has. */
  public static @Nullable Decimal ofDate(Slice field, int date) {
    DateUnit unit = DateUnit.of(field, "date");
    switch (unit) {
      case MICROSECONDS, MILLISECONDS, SECOND, MINUTE, HOUR -> throw unit.unsupported("date");
      case TIMEZONE, TIMEZONE_HOUR, TIMEZONE_MINUTE -> throw unit.unsupported("date");
      case DateUnit _ -> {}
    }
    if (DateArithmetic.isInfinite(date)) {
      return infinite(unit, date < 0);
    }
    return switch (unit) {
      case EPOCH ->
          Decimal.of(((long) date + DateArithmetic.FIRST_EPOCH_DAY) * DateTimes.DAY_SECONDS);
      case JULIAN -> Decimal.of(date + FIRST_JULIAN_DAY);
      case DateUnit _ -> Decimal.of(calendar(unit, date));
    };
  }

  private static Decimal clock(DateUnit unit, long time) {
    long second = time % (60 * DateTimes.SECOND_MICROS);
    return switch (unit) {
      case MICROSECONDS -> Decimal.of(second);
      case MILLISECONDS -> Decimal.of(BigDecimal.valueOf(second, 3));
      case SECOND -> Decimal.of(BigDecimal.valueOf(second, 6));
      case MINUTE -> Decimal.of(time / (60 * DateTimes.SECOND_MICROS) % 60);
      case DateUnit _ -> Decimal.of(time / (3600 * DateTimes.SECOND_MICROS));
    };
  }

  private static long calendar(DateUnit unit, long days) {
    LocalDate date = DateArithmetic.date(days);
    int year = date.getYear();
    return switch (unit) {
      case DAY -> date.getDayOfMonth();
      case MONTH -> date.getMonthValue();
      case QUARTER -> (date.getMonthValue() - 1) / 3 + 1;
      case WEEK -> date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case YEAR -> shown(year);
      case ISOYEAR -> shown(date.get(IsoFields.WEEK_BASED_YEAR));
      case DECADE -> year >= 0 ? year / 10 : -((8 - (year - 1)) / 10);
      case CENTURY -> year > 0 ? (year + 99) / 100 : -((99 - (year - 1)) / 100);
      case MILLENNIUM -> year > 0 ? (year + 999) / 1000 : -((999 - (year - 1)) / 1000);
      case DOW -> date.getDayOfWeek() == DayOfWeek.SUNDAY ? 0 : date.getDayOfWeek().getValue();
      case ISODOW -> date.getDayOfWeek().getValue();
      case DOY -> date.getDayOfYear();
      case DateUnit _ -> throw unit.unsupported("date");
    };
  }

  /** There is no year 0: before 1 comes -1. */
  private static int shown(int year) {
    return year > 0 ? year : year - 1;
  }

  /** Of a time. */
  public static Decimal ofTime(Slice field, long time) {
    String type = "time without time zone";
    DateUnit unit = DateUnit.of(field, type);
    return switch (unit) {
      case MICROSECONDS, MILLISECONDS, SECOND, MINUTE, HOUR -> clock(unit, time);
      case EPOCH -> Decimal.of(BigDecimal.valueOf(time, 6));
      case DateUnit _ -> throw unit.unsupported(type);
    };
  }

  /** Of a time with its zone. */
  public static Decimal ofTimeTz(Slice field, TimeTz time) {
    String type = "time with time zone";
    DateUnit unit = DateUnit.of(field, type);
    long west = time.secondsWest();
    return switch (unit) {
      case MICROSECONDS, MILLISECONDS, SECOND, MINUTE, HOUR -> clock(unit, time.micros());
      case EPOCH ->
          Decimal.of(BigDecimal.valueOf(time.micros() + west * DateTimes.SECOND_MICROS, 6));
      case TIMEZONE -> Decimal.of(-west);
      case TIMEZONE_HOUR -> Decimal.of(-west / 3600);
      case TIMEZONE_MINUTE -> Decimal.of(-west / 60 % 60);
      case DateUnit _ -> throw unit.unsupported(type);
    };
  }

  /** Of an interval. */
  public static @Nullable Decimal ofInterval(Slice field, IntervalValue interval) {
    DateUnit unit = DateUnit.of(field, "interval");
    if (Intervals.isInfinite(interval)) {
      return infiniteInterval(unit, interval.months() < 0);
    }
    long micros = interval.micros();
    return switch (unit) {
      case MICROSECONDS, MILLISECONDS, SECOND, MINUTE -> clock(unit, micros);
      case HOUR -> Decimal.of(micros / (3600 * DateTimes.SECOND_MICROS));
      case DAY -> Decimal.of(interval.days());
      case WEEK -> Decimal.of(interval.days() / 7);
      case MONTH -> Decimal.of(interval.months() % 12);
      case QUARTER -> Decimal.of(quarter(interval.months()));
      case YEAR -> Decimal.of(interval.months() / 12);
      case DECADE -> Decimal.of(interval.months() / 120);
      case CENTURY -> Decimal.of(interval.months() / 1200);
      case MILLENNIUM -> Decimal.of(interval.months() / 12000);
      case EPOCH -> epoch(interval);
      case DateUnit _ -> throw unit.unsupported("interval");
    };
  }

  private static @Nullable Decimal infiniteInterval(DateUnit unit, boolean negative) {
    return switch (unit) {
      case HOUR, DAY, YEAR, DECADE, CENTURY, MILLENNIUM, EPOCH ->
          Numerics.infinity(negative ? -1 : 1);
      case MICROSECONDS, MILLISECONDS, SECOND, MINUTE, WEEK, MONTH, QUARTER -> null;
      case DateUnit _ -> throw unit.unsupported("interval");
    };
  }

  /** Counted from 1 on, and for negative intervals from -1 down. */
  private static int quarter(int months) {
    return months % 12 >= 0 && months >= 0 ? months % 12 / 3 + 1 : -(-months % 12 / 3 + 1);
  }

  /** A year has 365.25 days, a month 30. */
  private static Decimal epoch(IntervalValue interval) {
    long years = interval.months() / 12;
    long months = interval.months() % 12;
    BigDecimal days =
        BigDecimal.valueOf(YEAR_DAYS)
            .multiply(BigDecimal.valueOf(years))
            .add(BigDecimal.valueOf(months * 30 + interval.days()));
    return Decimal.of(
        days.multiply(BigDecimal.valueOf(DateTimes.DAY_SECONDS))
            .add(BigDecimal.valueOf(interval.micros(), 6))
            .setScale(6));
  }
}
