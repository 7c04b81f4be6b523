package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.text.MonthNames;
import dev.evert.sql.runtime.DateFieldValues.Field;
import dev.evert.sql.runtime.DateTokens.Token;
import java.util.List;
import java.util.Locale;

/** {@code to_date} and {@code to_timestamp}: texts read by a template. */
public final class DateReading {
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
  private static final List<String> FULL_DAYS =
      List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");
  private static final List<String> ROMAN =
      List.of("xii", "xi", "x", "ix", "viii", "vii", "vi", "v", "iv", "iii", "ii", "i");

  private final String text;
  private final List<Token> tokens;
  private final DateFieldValues values = new DateFieldValues();
  private boolean fixed;
  private int at;
  private int skipped;

  private DateReading(Slice text, Slice template) {
    this.text = text.toString();
    this.tokens = DateTokens.of(template.toString());
  }

  /** The day. */
  public static int date(Slice text, Slice template) {
    DateReading reading = new DateReading(text, template);
    reading.read();
    return DateTimes.timestampToDate(reading.values.timestamp());
  }

  /** The moment, in UTC. */
  public static long timestamp(Slice text, Slice template) {
    DateReading reading = new DateReading(text, template);
    reading.read();
    return DateTimes.checkTimestamp(reading.values.timestamp());
  }

  private void read() {
    for (int i = 0; i < tokens.size() && at < text.length(); i++) {
      Token token = tokens.get(i);
      String field = token.field();
      if (!fixed && !"FX".equalsIgnoreCase(field) && (field != null || i == 0)) {
        skipBlanks();
      }
      if (at == text.length() && field == null) {
        continue;
      }
      if (field == null) {
        character(token.text());
      } else {
        field(field, i);
        if (!fixed) {
          skipped = 0;
          skipBlanks();
        }
      }
    }
  }

  private void skipBlanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
      skipped++;
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isSeparator(char c) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return c > 0x20 && c < 0x7F && !letter && !(c >= '0' && c <= '9');
  }

  /** A blank or separator in the template matches one in the text, or nothing. */
  private void character(String expected) {
    char c = expected.charAt(0);
    boolean separator = expected.length() == 1 && (isBlank(c) || isSeparator(c));
    if (fixed) {
      skipOne();
    } else if (separator) {
      skipped--;
      if (isBlank(text.charAt(at)) || isSeparator(text.charAt(at))) {
        at++;
        skipped++;
      }
    } else if (skipped > 0) {
      skipped--;
    } else {
      skipOne();
    }
  }

  private void skipOne() {
    at = text.offsetByCodePoints(at, 1);
  }

  private void field(String field, int index) {
    String keyword = field.toUpperCase(Locale.ROOT);
    switch (keyword) {
      case "FX" -> fixed = true;
      case "A.M.", "P.M." -> half(List.of("a.m.", "p.m."), field);
      case "AM", "PM" -> half(List.of("am", "pm"), field);
      case "A.D.", "B.C." ->
          values.set(Field.BEFORE_CHRIST, search(List.of("a.d.", "b.c."), field), field);
      case "AD", "BC" -> values.set(Field.BEFORE_CHRIST, search(List.of("ad", "bc"), field), field);
      case "MONTH" -> values.set(Field.MONTH, search(MonthNames.FULL, field) + 1, field);
      case "MON" -> values.set(Field.MONTH, search(MonthNames.SHORT, field) + 1, field);
      case "RM" -> values.set(Field.MONTH, 12 - search(ROMAN, field), field);
      case "DAY" -> values.set(Field.WEEKDAY, search(FULL_DAYS, field) + 1, field);
      case "DY" -> values.set(Field.WEEKDAY, search(DAYS, field) + 1, field);
      case "MS" -> fraction(Field.MILLIS, 3, index);
      case "US" -> fraction(Field.MICROS, 6, index);
      case "FF1", "FF2", "FF3", "FF4", "FF5", "FF6" -> micros(keyword.charAt(2) - '0', index);
      case "Y,YYY" -> thousands();
      case "YYYY" -> year(4, index);
      case "YYY" -> year(3, index);
      case "YY" -> year(2, index);
      case "Y" -> year(1, index);
      default -> number(keyword, index);
    }
    if (!tokens.get(index).ordinal().isEmpty()) {
      at = Math.min(at + 2, text.length());
    }
  }

  private void half(List<String> words, String field) {
    values.set(Field.AFTERNOON, search(words, field), field);
    values.useHalfDays();
  }

  private int search(List<String> words, String field) {
    for (int i = 0; i < words.size(); i++) {
      if (text.regionMatches(true, at, words.get(i), 0, words.get(i).length())) {
        at += words.get(i).length();
        return i;
      }
    }
    throw invalid(field, "The given value did not match any of the allowed values.");
  }

  private EvertException invalid(String field, String why) {
    String rest = text.substring(at, Math.min(at + 20, text.length()));
    return new EvertException(
        ErrorCode.INVALID_DATETIME, "invalid value \"" + rest + "\" for \"" + field + "\"", why);
  }

  private void number(String keyword, int index) {
    switch (keyword) {
      case "HH", "HH12" -> {
        values.set(Field.HOUR, integer(2, index), keyword);
        values.useHalfDays();
      }
      case "HH24" -> values.set(Field.HOUR, integer(2, index), keyword);
      case "MI" -> values.set(Field.MINUTE, integer(2, index), keyword);
      case "SS" -> values.set(Field.SECOND, integer(2, index), keyword);
      case "SSSS", "SSSSS" ->
          values.set(Field.SECOND_OF_DAY, integer(keyword.length(), index), keyword);
      case "MM" -> values.set(Field.MONTH, integer(2, index), keyword);
      case "DD" -> values.set(Field.DAY, integer(2, index), keyword);
      case "DDD" -> values.set(Field.DAY_OF_YEAR, integer(3, index), keyword);
      case "D" -> values.set(Field.WEEKDAY, integer(1, index), keyword);
      case "WW" -> values.set(Field.WEEK_OF_YEAR, integer(2, index), keyword);
      case "W" -> values.set(Field.WEEK_OF_MONTH, integer(1, index), keyword);
      case "CC" -> values.set(Field.CENTURY, integer(2, index), keyword);
      case "J" -> values.set(Field.JULIAN, integer(1, index), keyword);
      case "Q" -> integer(1, index);
      default ->
          throw new EvertException(
              ErrorCode.SQL_UNSUPPORTED,
              "reading the field \"" + keyword + "\" is not supported",
              "Use fields of the Gregorian calendar, in UTC.");
    }
  }

  private void fraction(Field field, int digits, int index) {
    int from = at;
    int value = integer(digits, index);
    values.set(field, scaled(value, at - from, digits), field.name());
  }

  private void micros(int digits, int index) {
    int from = at;
    int value = integer(digits, index);
    values.set(Field.MICROS, scaled(value, at - from, 6), "FF");
  }

  private static int scaled(int value, int read, int digits) {
    int scaled = value;
    for (int i = read; i < digits; i++) {
      scaled *= 10;
    }
    return scaled;
  }

  private void thousands() {
    int comma = text.indexOf(',', at);
    int end = comma + 4;
    boolean wellFormed =
        comma > at
            && end <= text.length()
            && text.substring(at, end).matches("[0-9]{1,6},[0-9]{3}");
    if (!wellFormed) {
      throw invalid("Y,YYY", "It must be a number with a comma.");
    }
    int year = Integer.parseInt(text.substring(at, end).replace(",", ""));
    values.set(Field.YEAR, year, "Y,YYY");
    values.yearDigits(4);
    at = end;
  }

  /** A year of fewer digits is the one nearest to 2020. */
  private void year(int digits, int index) {
    int from = at;
    int year = integer(digits, index);
    boolean partial = digits < 4 && at - from < 4;
    values.set(Field.YEAR, partial ? near2020(year) : year, "Y".repeat(digits));
    values.yearDigits(digits);
  }

  private static int near2020(int year) {
    if (year < 70) {
      return year + 2000;
    }
    if (year < 100) {
      return year + 1900;
    }
    if (year < 520) {
      return year + 2000;
    }
    return year < 1000 ? year + 1000 : year;
  }

  /** Just so many digits, or as many as there are where no digit can follow. */
  private int integer(int length, int index) {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    boolean open = !tokens.get(index).fill() || noDigitFollows(index);
    String field = String.valueOf(tokens.get(index).field());
    int most = open ? text.length() : Math.min(at + length, text.length());
    if (!open && text.length() - at < length) {
      throw invalid(field, "The text is too short.");
    }
    int end = digitsEnd(at, most);
    boolean signOnly = end > at && !Character.isDigit(text.charAt(end - 1));
    if (end == at || signOnly) {
      throw invalid(field, "Value must be an integer.");
    }
    if (!open && end - at < length) {
      throw invalid(field, "The field requires " + length + " characters.");
    }
    String digits = text.substring(at, end);
    at = end;
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException _) {
      throw DateTimes.outOfRange("value for \"" + field + "\" in source string is out of range");
    }
  }

  private int digitsEnd(int from, int most) {
    int end = from;
    if (end < most && (text.charAt(end) == '-' || text.charAt(end) == '+')) {
      end++;
    }
    while (end < most && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private boolean noDigitFollows(int index) {
    if (!tokens.get(index).ordinal().isEmpty() || index + 1 == tokens.size()) {
      return true;
    }
    Token next = tokens.get(index + 1);
    String field = next.field();
    if (field == null) {
      return next.text().length() > 1 || !Character.isDigit(next.text().charAt(0));
    }
    return switch (field.toUpperCase(Locale.ROOT)) {
      case "A.D.", "A.M.", "AD", "AM", "B.C.", "BC", "P.M.", "PM", "DAY", "DY" -> true;
      case "FX", "MONTH", "MON", "RM", "TZ", "TZH", "OF" -> true;
      default -> false;
    };
  }
}
