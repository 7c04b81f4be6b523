package dev.evert.shell.console;

import java.time.Duration;
import java.util.Locale;

/** Writes amounts so that they are read at a glance: three digits and a unit. */
public final class Amounts {
  private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

  private Amounts() {}

  /** A whole number with its thousands apart: {@code 1,234,567}. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A number and what it counts: {@code 1 row}, {@code 2 rows}. */
  public static String count(long count, String one) {
    return count(count) + " " + (count == 1 ? one : one + "s");
  }

  /** Bytes in units of 1024: {@code 1.5 MB}. */
  public static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (Math.abs(value) >= 999.5 && unit < BYTE_UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return (unit == 0 ? Long.toString(bytes) : digits(value)) + " " + BYTE_UNITS[unit];
  }

  /** So many in a second: {@code 950/s}, {@code 12.3k/s}, {@code 1.20M/s}. */
  public static String rate(double perSecond) {
    if (perSecond < 999.5) {
      return (perSecond > 0 && perSecond < 9.95 ? digits(perSecond) : Math.round(perSecond) + "")
          + "/s";
    }
    return perSecond < 999_500 ? digits(perSecond / 1e3) + "k/s" : digits(perSecond / 1e6) + "M/s";
  }

  /** A time span: {@code 12 ms}, {@code 1.2 s}, {@code 2 min 5 s}, {@code 3 h 20 min}. */
  public static String span(Duration span) {
    long millis = Math.max(0, span.toMillis());
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 10_000) {
      return digits(millis / 1000.0) + " s";
    }
    return seconds((millis + 500) / 1000);
  }

  private static String seconds(long seconds) {
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min" + rest(seconds % 60, "s");
    }
    if (seconds < 86_400) {
      return seconds / 3600 + " h" + rest(seconds % 3600 / 60, "min");
    }
    return seconds / 86_400 + " d" + rest(seconds % 86_400 / 3600, "h");
  }

  private static String rest(long amount, String unit) {
    return amount == 0 ? "" : " " + amount + " " + unit;
  }

  /** About three digits: 1.23, 12.3, 123. */
  private static String digits(double value) {
    double size = Math.abs(value);
    String format = size < 9.995 ? "%.2f" : size < 99.95 ? "%.1f" : "%.0f";
    String text = String.format(Locale.ROOT, format, value);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }
}
