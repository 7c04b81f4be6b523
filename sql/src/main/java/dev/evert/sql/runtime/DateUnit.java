package dev.evert.sql.runtime;

import dev.evert.spi.error.EvertException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A part of a date or time, by the names that PostgreSQL knows it by. */
enum DateUnit {
  MICROSECONDS("microseconds", "microsecond", "us", "usec", "usecs", "microsec", "useconds"),
  MILLISECONDS("milliseconds", "millisecond", "ms", "msec", "msecs", "mseconds", "millisecon"),
  SECOND("second", "seconds", "s", "sec", "secs"),
  MINUTE("minute", "minutes", "m", "min", "mins"),
  HOUR("hour", "hours", "h", "hr", "hrs"),
  DAY("day", "days", "d"),
  WEEK("week", "weeks", "w"),
  MONTH("month", "months", "mon", "mons"),
  QUARTER("quarter", "qtr"),
  YEAR("year", "years", "y", "yr", "yrs"),
  DECADE("decade", "decades", "dec", "decs"),
  CENTURY("century", "centuries", "c", "cent"),
  MILLENNIUM("millennium", "millennia", "mil", "mils"),
  JULIAN("julian", "j", "jd"),
  ISOYEAR("isoyear"),
  DOW("dow"),
  ISODOW("isodow"),
  DOY("doy"),
  EPOCH("epoch"),
  TIMEZONE("timezone"),
  TIMEZONE_HOUR("timezone_hour", "timezone_h"),
  TIMEZONE_MINUTE("timezone_minute", "timezone_m");

  private static final Map<String, DateUnit> NAMES = new HashMap<>();

  static {
    for (DateUnit unit : values()) {
      unit.names().forEach(name -> NAMES.put(name, unit));
    }
  }

  private final String names;

  DateUnit(String... names) {
    this.names = String.join(" ", names);
  }

  private Stream<String> names() {
    return Pattern.compile(" ").splitAsStream(names);
  }

  /** The unit of a name. */
  static DateUnit of(Slice name, String type) {
    @Nullable DateUnit unit = NAMES.get(name.toString().toLowerCase(Locale.ROOT));
    if (unit == null) {
      throw TextLimit.invalid("unit \"" + name + "\" not recognized for type " + type);
    }
    return unit;
  }

  /** The error that values of the type have no such part. */
  EvertException unsupported(String type) {
    return TextLimit.invalid(
        "unit \"" + names().findFirst().orElseThrow() + "\" not supported for type " + type);
  }

  /** Whether it only ever grows, so that infinity has it too. */
  boolean growsForever() {
    return switch (this) {
      case YEAR, DECADE, CENTURY, MILLENNIUM, JULIAN, ISOYEAR, EPOCH -> true;
      case MICROSECONDS, MILLISECONDS, SECOND, MINUTE, HOUR, DAY, WEEK, MONTH, QUARTER -> false;
      case DOW, ISODOW, DOY, TIMEZONE, TIMEZONE_HOUR, TIMEZONE_MINUTE -> false;
    };
  }
}
