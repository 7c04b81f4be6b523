package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.IntervalValue;
import dev.evert.sql.runtime.DateTokens.Token;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code to_char} of dates, times and intervals. */
public final class DatePrinting {
  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  private static final List<String> DAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
  private static final List<String> ROMAN =
      List.of("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII");
  private static final int NAME_WIDTH = 9;

  private final DateShown shown;
  private final StringBuilder out = new StringBuilder();

  private DatePrinting(DateShown shown) {
    this.shown = shown;
  }

  /** A timestamp as the template says; null of infinity. */
  public static @Nullable Slice timestamp(long micros, Slice template) {
    return moment(micros, template, "");
  }

  /** A timestamp with its zone, which is UTC. */
  public static @Nullable Slice timestampTz(long micros, Slice template) {
    return moment(micros, template, "UTC");
  }

  private static @Nullable Slice moment(long micros, Slice template, String zone) {
    if (DateTimes.isInfinite(micros) || template.size() == 0) {
      return null;
    }
    DateTemplate known = DateTemplate.of(template, zone);
    Slice shown = known.shown(micros);
    return shown == null
        ? known.keep(micros, new DatePrinting(DateShown.of(micros, zone)).print(known.tokens()))
        : shown;
  }

  /** An interval as the template says; null of infinity. */
  public static @Nullable Slice interval(IntervalValue interval, Slice template) {
    return Intervals.isInfinite(interval) || template.size() == 0
        ? null
        : new DatePrinting(DateShown.of(interval)).print(DateTokens.of(template.toString()));
  }

  private Slice print(List<Token> tokens) {
    for (Token token : tokens) {
      String field = token.field();
      if (field == null) {
        out.append(token.text());
      } else {
        print(field, token);
      }
    }
    return Slice.of(out.toString());
  }

  private void print(String field, Token token) {
    switch (field.toUpperCase(Locale.ROOT)) {
      case "A.M.", "P.M." -> word(field, shown.hour() % 24 >= 12 ? "P.M." : "A.M.");
      case "AM", "PM" -> word(field, shown.hour() % 24 >= 12 ? "PM" : "AM");
      case "A.D.", "B.C." -> word(field, calendar().year() <= 0 ? "B.C." : "A.D.");
      case "AD", "BC" -> word(field, calendar().year() <= 0 ? "BC" : "AD");
      case "MONTH" -> month(token, MONTHS, NAME_WIDTH, 9);
      case "MON" -> month(token, MONTHS, 3, 0);
      case "DAY" -> name(token, DAYS.get(calendar().dayOfWeek()), NAME_WIDTH);
      case "DY" -> name(token, DAYS.get(calendar().dayOfWeek()).substring(0, 3), 0);
      case "RM" -> roman(token);
      case "TZ" -> word(field, calendar().zone());
      case "TZH", "OF" -> out.append(calendar().year() == shown.year() ? "+00" : "");
      case "TZM" -> out.append(calendar().year() == shown.year() ? "00" : "");
      case "FX" -> {}
      default -> number(field.toUpperCase(Locale.ROOT), token);
    }
  }

  /** What an interval has not. */
  private DateShown calendar() {
    if (shown.interval()) {
      throw new EvertException(
          ErrorCode.INVALID_DATETIME,
          "invalid format specification for an interval value",
          "Intervals are not tied to specific calendar dates.");
    }
    return shown;
  }

  private void word(String field, String value) {
    boolean lower = Character.isLowerCase(field.charAt(0));
    out.append(lower ? value.toLowerCase(Locale.ROOT) : value);
  }

  private void month(Token token, List<String> names, int length, int width) {
    int month = calendar().month();
    String name = names.get(month - 1);
    name(token, name.substring(0, Math.min(length, name.length())), width);
  }

  /** In the case of the field's name. */
  private void name(Token token, String name, int width) {
    String field = String.valueOf(token.field());
    String shownName =
        Character.isLowerCase(field.charAt(0))
            ? name.toLowerCase(Locale.ROOT)
            : Character.isUpperCase(field.charAt(1)) ? name.toUpperCase(Locale.ROOT) : name;
    out.append(shownName);
    pad(token, width - name.length());
  }

  private void pad(Token token, int missing) {
    if (token.fill() && !token.local() && missing > 0) {
      out.append(" ".repeat(missing));
    }
  }

  /** Months of an interval count from the year's end where they are negative. */
  private void roman(Token token) {
    int month = shown.month();
    if (month == 0 && shown.year() == 0) {
      return;
    }
    int place = month > 0 ? month - 1 : month < 0 ? 12 + month : shown.year() >= 0 ? 11 : 0;
    String numeral = ROMAN.get(place);
    word(String.valueOf(token.field()), numeral);
    pad(token, 4 - numeral.length());
  }

  private void number(String field, Token token) {
    int before = out.length();
    switch (field) {
      case "HH", "HH12" -> halfDayHour(token);
      case "HH24" -> padded(shown.hour(), 2, token);
      case "MI" -> padded(shown.minute(), 2, token);
      case "SS" -> padded(shown.second(), 2, token);
      case "MS" -> fraction(3);
      case "US" -> fraction(6);
      case "FF1", "FF2", "FF3", "FF4", "FF5", "FF6" -> fraction(field.charAt(2) - '0');
      case "SSSS", "SSSSS" ->
          out.append(shown.hour() * 3600 + shown.minute() * 60L + shown.second());
      case "MM" -> padded(shown.month(), 2, token);
      case "DD" -> signed(shown.day(), 2, token);
      case "DDD" -> signed(shown.dayOfYear(), 3, token);
      case "D" -> out.append(calendar().dayOfWeek() + 1);
      case "Q" -> {
        if (shown.month() == 0) {
          return;
        }
        out.append((shown.month() - 1) / 3 + 1);
      }
      case "WW" -> padded((shown.dayOfYear() - 1) / 7 + 1, 2, token);
      case "W" -> out.append((shown.day() - 1) / 7 + 1);
      case "CC" -> century(token);
      case "Y,YYY" -> {
        int year = shown.shownYear();
        out.append(String.format("%d,%03d", year / 1000, year % 1000));
      }
      case "YYYY" -> padded(shown.shownYear(), 4, token);
      case "YYY" -> padded(shown.shownYear() % 1000, 3, token);
      case "YY" -> padded(shown.shownYear() % 100, 2, token);
      case "Y" -> padded(shown.shownYear() % 10, 1, token);
      default -> iso(field, token);
    }
    ordinal(token, before);
  }

  /** Twelve has no sign, but the width of one that has. */
  private void halfDayHour(Token token) {
    long hour = shown.hour() % 12;
    padded(hour == 0 ? 12 : hour, hour == 0 && shown.hour() < 0 ? 3 : 2, token);
  }

  /** Parts of the year that consists of whole weeks. */
  private void iso(String field, Token token) {
    if (shown.interval()) {
      throw TextLimit.invalid("the field " + field + " of an interval is not supported");
    }
    LocalDate date = shown.date();
    int year = date.get(IsoFields.WEEK_BASED_YEAR);
    int shownYear = year <= 0 ? 1 - year : year;
    int week = date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    int weekday = date.getDayOfWeek().getValue();
    switch (field) {
      case "ID" -> out.append(weekday);
      case "IW" -> padded(week, 2, token);
      case "IDDD" -> padded((week - 1) * 7 + weekday, 3, token);
      case "IYYY" -> padded(shownYear, 4, token);
      case "IYY" -> padded(shownYear % 1000, 3, token);
      case "IY" -> padded(shownYear % 100, 2, token);
      case "I" -> padded(shownYear % 10, 1, token);
      case "J" -> out.append(DateArithmetic.days(date) + DateParts.FIRST_JULIAN_DAY);
      default -> throw new IllegalStateException(field);
    }
  }

  private void century(Token token) {
    int year = shown.year();
    int century;
    if (shown.interval()) {
      century = year / 100;
    } else {
      century = year > 0 ? (year - 1) / 100 + 1 : year / 100 - 1;
    }
    padded(century, 2, token);
  }

  private void padded(long number, int width, Token token) {
    String digits = String.valueOf(Math.abs(number));
    out.append(number < 0 ? "-" : "");
    if (token.fill()) {
      out.append("0".repeat(Math.max(width - digits.length(), 0)));
    }
    out.append(digits);
  }

  /** Filled up to a width that a sign counts to. */
  private void signed(long number, int width, Token token) {
    padded(number, number < 0 ? width - 1 : width, token);
  }

  private void fraction(int digits) {
    long micros = shown.micros();
    for (int i = digits; i < 6; i++) {
      micros /= 10;
    }
    String text = String.valueOf(Math.abs(micros));
    out.append(micros < 0 ? "-" : "");
    out.append("0".repeat(digits - Math.min(text.length(), digits))).append(text);
  }

  private void ordinal(Token token, int from) {
    if (token.ordinal().isEmpty()) {
      return;
    }
    String digits = out.substring(from);
    String ending = ending(digits);
    out.append(token.ordinal().equals("TH") ? ending.toUpperCase(Locale.ROOT) : ending);
  }

  static String ending(String digits) {
    int length = digits.length();
    if (length > 1 && digits.charAt(length - 2) == '1') {
      return "th";
    }
    return switch (digits.charAt(length - 1)) {
      case '1' -> "st";
      case '2' -> "nd";
      case '3' -> "rd";
      default -> "th";
    };
  }
}
