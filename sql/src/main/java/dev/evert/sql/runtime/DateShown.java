package dev.evert.sql.runtime;

import dev.evert.spi.type.IntervalValue;
import java.time.LocalDate;

/**
 * What a template shows of a timestamp or an interval.
 *
 * @param interval whether it is an interval, whose parts may be negative
 * @param year 0 is the one before 1
 * @param dayOfYear of an interval its days, a month having 30
 * @param micros below a second
 * @param date the day; 1970-01-01 for an interval
 * @param zone the zone's name; empty for none
 */
record DateShown(
    boolean interval,
    int year,
    int month,
    int day,
    int dayOfYear,
    long hour,
    int minute,
    int second,
    long micros,
    LocalDate date,
    String zone) {
  private static final long MINUTE_MICROS = 60 * DateTimes.SECOND_MICROS;
  private static final long HOUR_MICROS = 60 * MINUTE_MICROS;

  static DateShown of(long moment, String zone) {
    LocalDate date = DateArithmetic.date(Math.floorDiv(moment, DateTimes.DAY_MICROS));
    long time = Math.floorMod(moment, DateTimes.DAY_MICROS);
    return new DateShown(
        false,
        date.getYear(),
        date.getMonthValue(),
        date.getDayOfMonth(),
        date.getDayOfYear(),
        time / HOUR_MICROS,
        (int) (time / MINUTE_MICROS % 60),
        (int) (time / DateTimes.SECOND_MICROS % 60),
        time % DateTimes.SECOND_MICROS,
        date,
        zone);
  }

  static DateShown of(IntervalValue interval) {
    long time = interval.micros();
    return new DateShown(
        true,
        interval.months() / 12,
        interval.months() % 12,
        interval.days(),
        interval.months() * 30 + interval.days(),
        time / HOUR_MICROS,
        (int) (time / MINUTE_MICROS % 60),
        (int) (time / DateTimes.SECOND_MICROS % 60),
        time % DateTimes.SECOND_MICROS,
        LocalDate.EPOCH,
        "");
  }

  /** From 0 for Sunday on. */
  int dayOfWeek() {
    return date.getDayOfWeek().getValue() % 7;
  }

  /** The year without its sign: that is told by the era. */
  int shownYear() {
    return interval || year > 0 ? year : 1 - year;
  }
}
