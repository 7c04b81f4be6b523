package dev.evert.sql.runtime;

import dev.evert.spi.type.IntervalValue;
import java.time.zone.ZoneRules;
import java.util.Locale;

/** Dates and times reckoned by the clock of a zone. */
public final class ZonedDates {
  private ZonedDates() {}

  /** {@code date_trunc} by the zone's clock. */
  public static long truncate(Slice field, long moment, Slice zone) {
    ZoneRules rules = Zones.rules(zone);
    if (DateTimes.isInfinite(moment)) {
      return DateTruncation.timestamp(field, moment);
    }
    long start = DateTruncation.timestamp(field, Zones.fromUtc(rules, moment));
    DateUnit unit = DateUnit.of(field, "timestamp with time zone");
    return switch (unit) {
      case MICROSECONDS, MILLISECONDS, SECOND, MINUTE, HOUR ->
          DateTimes.checkTimestamp(start - Zones.offset(rules, moment));
      case DateUnit _ -> Zones.toUtc(rules, start);
    };
  }

  /** {@code date_add}: months and days by the zone's calendar, the rest by time that passes. */
  public static long add(long moment, IntervalValue interval, Slice zone) {
    ZoneRules rules = Zones.rules(zone);
    if (DateTimes.isInfinite(moment) || Intervals.isInfinite(interval)) {
      return DateArithmetic.add(moment, interval);
    }
    long later = moment;
    if (interval.months() != 0) {
      IntervalValue months = new IntervalValue(interval.months(), 0, 0);
      later = Zones.toUtc(rules, DateArithmetic.add(Zones.fromUtc(rules, later), months));
    }
    if (interval.days() != 0) {
      IntervalValue days = new IntervalValue(0, interval.days(), 0);
      later = Zones.toUtc(rules, DateArithmetic.add(Zones.fromUtc(rules, later), days));
    }
    return DateArithmetic.add(later, new IntervalValue(0, 0, interval.micros()));
  }

  /** {@code date_subtract}. */
  public static long subtract(long moment, IntervalValue interval, Slice zone) {
    return add(moment, Intervals.negate(interval), zone);
  }

  /** {@code make_timestamptz} by the zone's clock. */
  public static long make(
      int year, int month, int day, int hour, int minute, double second, Slice zone) {
    String name = zone.toString();
    if (!name.isEmpty() && "+-0123456789".indexOf(name.charAt(0)) >= 0) {
      throw TextLimit.invalid("invalid input syntax for type numeric time zone: \"" + name + "\"");
    }
    long local = DateMaking.timestamp(year, month, day, hour, minute, second);
    return Zones.toUtc(Slice.of(name.toLowerCase(Locale.ROOT)), local);
  }

  /** {@code make_interval}. */
  public static IntervalValue interval(
      int years, int months, int weeks, int days, int hours, int minutes, double seconds) {
    if (Double.isInfinite(seconds) || Double.isNaN(seconds)) {
      throw Intervals.outOfRange();
    }
    double micros = Math.rint(seconds * DateTimes.SECOND_MICROS);
    if (!(Math.abs(micros) < 0x1p63)) {
      throw Intervals.outOfRange();
    }
    long time = (hours * 60L + minutes) * 60 * DateTimes.SECOND_MICROS;
    return Intervals.finite(
        years * 12L + months, weeks * 7L + days, Integers.add(time, (long) micros));
  }
}
