package dev.evert.sql.runtime;

import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.IntervalValue;
import org.jspecify.annotations.Nullable;

/** {@code date_part}: the parts of dates and times that {@link DateParts} gives, as float8. */
public final class DatePartFloats {
  private static final double YEAR_SECONDS = 365.25 * DateTimes.DAY_SECONDS;
  private static final double MONTH_SECONDS = 30.0 * DateTimes.DAY_SECONDS;
  private static final double MICROS = 1_000_000.0;

  private static final long MINUTE_MICROS = 60 * DateTimes.SECOND_MICROS;

  private DatePartFloats() {}

  /** Of a timestamp. */
  public static @Nullable Double ofTimestamp(Slice field, long micros) {
    Decimal part = DateParts.ofTimestamp(field, micros);
    return DateTimes.isInfinite(micros) ? value(part) : clock(field, micros, part);
  }

  /** Of a timestamp with time zone, in UTC. */
  public static @Nullable Double ofTimestampTz(Slice field, long micros) {
    Decimal part = DateParts.ofTimestampTz(field, micros);
    return DateTimes.isInfinite(micros) ? value(part) : clock(field, micros, part);
  }

  /** Of a time. */
  public static @Nullable Double ofTime(Slice field, long time) {
    return clock(field, time, DateParts.ofTime(field, time));
  }

  /** Of an interval. */
  public static @Nullable Double ofInterval(Slice field, IntervalValue interval) {
    Decimal part = DateParts.ofInterval(field, interval);
    if (Intervals.isInfinite(interval)) {
      return value(part);
    }
    if (DateUnit.of(field, "interval") == DateUnit.EPOCH) {
      int years = interval.months() / 12;
      return interval.micros() / MICROS
          + YEAR_SECONDS * years
          + MONTH_SECONDS * (interval.months() % 12)
          + (double) DateTimes.DAY_SECONDS * interval.days();
    }
    return inMinute(field, interval.micros() % MINUTE_MICROS, part);
  }

  /** Fractions are added as PostgreSQL adds them, so that they are rounded alike. */
  private static @Nullable Double clock(Slice field, long micros, @Nullable Decimal part) {
    return DateUnit.of(field, "timestamp") == DateUnit.JULIAN
        ? Double.valueOf(julian(micros))
        : inMinute(field, Math.floorMod(micros, MINUTE_MICROS), part);
  }

  private static @Nullable Double inMinute(Slice field, long inMinute, @Nullable Decimal part) {
    long second = inMinute / DateTimes.SECOND_MICROS;
    long fraction = inMinute % DateTimes.SECOND_MICROS;
    return switch (DateUnit.of(field, "timestamp")) {
      case SECOND -> second + fraction / MICROS;
      case MILLISECONDS -> second * 1000.0 + fraction / 1000.0;
      case DateUnit _ -> value(part);
    };
  }

  private static double julian(long micros) {
    long days = Math.floorDiv(micros, DateTimes.DAY_MICROS);
    long time = Math.floorMod(micros, DateTimes.DAY_MICROS);
    long second = time / DateTimes.SECOND_MICROS;
    double seconds = second + time % DateTimes.SECOND_MICROS / MICROS;
    return days + DateParts.FIRST_JULIAN_DAY + seconds / DateTimes.DAY_SECONDS;
  }

  private static @Nullable Double value(@Nullable Decimal part) {
    return part == null ? null : Conversions.toDouble(part);
  }
}
