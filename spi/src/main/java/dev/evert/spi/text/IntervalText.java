package dev.evert.spi.text;

import dev.evert.spi.type.IntervalValue;
import java.util.Locale;

/** Intervals in PostgreSQL's own style: {@code 1 year 2 mons -3 days +04:05:06.7}. */
final class IntervalText {
  static final IntervalValue INFINITY =
      new IntervalValue(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);
  static final IntervalValue NEGATIVE_INFINITY =
      new IntervalValue(Integer.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE);

  private IntervalText() {}

  static void format(IntervalValue value, StringBuilder out) {
    if (value.equals(INFINITY) || value.equals(NEGATIVE_INFINITY)) {
      out.append(value.equals(INFINITY) ? "infinity" : "-infinity");
      return;
    }
    int start = out.length();
    boolean before = appendPart(value.months() / 12, "year", false, start, out);
    before = appendPart(value.months() % 12, "mon", before, start, out);
    before = appendPart(value.days(), "day", before, start, out);
    boolean empty = out.length() == start;
    if (empty || value.micros() != 0) {
      if (!empty) {
        out.append(' ');
      }
      appendTime(value.micros(), before, out);
    }
  }

  /**
   * Appends a part that is not 0. A plus is shown after a negative part only; returns whether it is
   * shown before the next part.
   */
  private static boolean appendPart(
      int count, String unit, boolean plus, int start, StringBuilder out) {
    if (count == 0) {
      return plus;
    }
    if (out.length() > start) {
      out.append(' ');
    }
    if (plus && count > 0) {
      out.append('+');
    }
    out.append(count).append(' ').append(unit);
    if (count != 1) {
      out.append('s');
    }
    return count < 0;
  }

  private static void appendTime(long micros, boolean plus, StringBuilder out) {
    if (micros < 0) {
      out.append('-');
    } else if (plus) {
      out.append('+');
    }
    long hours = Math.abs(micros / 3_600_000_000L);
    int rest = (int) Math.abs(micros / 1_000_000 % 3600);
    if (hours < 10) {
      out.append('0');
    }
    out.append(hours).append(':');
    TwoDigits.append(rest / 60, out);
    out.append(':');
    TwoDigits.append(rest % 60, out);
    TwoDigits.appendFraction((int) Math.abs(micros % 1_000_000), out);
  }

  static IntervalValue parse(String text) {
    return switch (Blank.strip(text).toLowerCase(Locale.ROOT)) {
      case "infinity", "+infinity", "inf", "+inf" -> INFINITY;
      case "-infinity", "-inf" -> NEGATIVE_INFINITY;
      default -> IntervalParser.parse(text);
    };
  }
}
