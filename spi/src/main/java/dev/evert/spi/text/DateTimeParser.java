package dev.evert.spi.text;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.util.Locale;

/**
 * Reads dates and times in the forms that PostgreSQL reads with DateStyle "ISO, MDY" and the time
 * zone UTC: ISO 8601 (extended and basic), SQL's, those with names of months, and {@code 5/1/2024},
 * month first. Words that depend on the clock ({@code now}, {@code today}) are refused.
 */
final class DateTimeParser {
  private static final int MAX_CHARS = 128;

  private final String text;
  private final String type;

  /** A date beside a time of day is known by its delimiters only. */
  private final boolean timeOnly;

  private final DateTimeFields fields = new DateTimeFields();
  private final LooseDate date = new LooseDate();
  private int at;
  private boolean afternoon;
  private boolean morning;
  private boolean beforeChrist;
  private boolean timeExpected;

  private DateTimeParser(String text, String type) {
    this.text = text;
    this.type = type;
    this.timeOnly = type.equals(TimeText.TIME) || type.equals(TimeText.TIMETZ);
  }

  /**
   * The fields of a date, a time or both.
   *
   * @param type its name, for errors
   * @throws EvertException {@link ErrorCode#INVALID_DATETIME}
   */
  static DateTimeFields parse(String text, String type) {
    if (text.length() > MAX_CHARS) {
      throw Invalid.dateTime(type, text);
    }
    return new DateTimeParser(text, type).run();
  }

  private DateTimeFields run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Blank.is(c) || c == ',') {
        at++;
      } else if (isDigit(c)) {
        number();
      } else if (c == '+' || c == '-') {
        signed();
      } else if (isLetter(c)) {
        word();
      } else {
        throw wrong();
      }
    }
    finish();
    return fields;
  }

  private void finish() {
    if (fields.special() != DateTimeFields.Special.NONE) {
      if (fields.hasTime() || fields.hasDate() || fields.hasZone() || !date.isEmpty()) {
        throw wrong();
      }
      return;
    }
    finishDate();
    if (morning || afternoon) {
      halfDay();
    }
    if (timeExpected || (!fields.hasDate() && !fields.hasTime())) {
      throw wrong();
    }
    if (fields.offsetNeedsDate()) {
      throw wrong();
    }
  }

  private void finishDate() {
    if (!date.isEmpty()) {
      if (fields.hasDate() || !date.isComplete()) {
        throw wrong();
      }
      int year = beforeChrist ? date.year() : date.yearInCentury();
      fields.setDate(year, date.month(), date.dayOfMonth());
      if (year <= 0) {
        throw Invalid.dateTimeField(text);
      }
    }
    if (beforeChrist) {
      if (!fields.hasDate()) {
        throw wrong();
      }
      fields.beforeChrist();
    }
    if (fields.hasDate() && !fields.dateExists()) {
      throw Invalid.dateTimeField(text);
    }
  }

  private void halfDay() {
    long hour = 3_600_000_000L;
    long micros = fields.micros();
    if (!fields.hasTime() || micros >= 13 * hour) {
      throw Invalid.dateTimeField(text);
    }
    boolean twelve = micros >= 12 * hour;
    fields.setTime(
        micros + (morning && twelve ? -12 * hour : afternoon && !twelve ? 12 * hour : 0));
  }

  private void number() {
    int from = at;
    int end = digits(at);
    char next = end < text.length() ? text.charAt(end) : ' ';
    if (next == ':') {
      time();
    } else if (!timeExpected
        && isDelimiter(next)
        && end + 1 < text.length()
        && startsPart(end + 1)) {
      delimitedDate();
    } else if (timeExpected && end - from == 6) {
      basicTime(end);
    } else if (!timeExpected) {
      looseNumber(from, end);
    } else {
      throw wrong();
    }
  }

  private void basicTime(int end) {
    int hour = part(at, at + 2);
    int minute = part(at + 2, at + 4);
    int second = part(at + 4, at + 6);
    at = end;
    char next = end < text.length() ? text.charAt(end) : ' ';
    if (next == '-' || next == '/' || (next == '.' && digits(end + 1) == end + 1)) {
      throw wrong();
    }
    setTime(hour, minute, second, fraction());
  }

  private void time() {
    int first = smallNumber();
    at++;
    int second = smallNumber();
    if (at < text.length() && text.charAt(at) == ':') {
      at++;
      int third = smallNumber();
      setTime(first, second, third, fraction());
    } else if (at < text.length() && text.charAt(at) == '.') {
      setTime(0, first, second, fraction());
    } else {
      setTime(first, second, 0, 0);
    }
  }

  private void setTime(int hour, int minute, int second, int fractionMicros) {
    if (fields.hasTime()) {
      throw wrong();
    }
    timeExpected = false;
    long micros = ((hour * 60L + minute) * 60 + second) * 1_000_000 + fractionMicros;
    if (minute > 59 || second > 60 || micros > TimeText.DAY_MICROS) {
      throw Invalid.dateTimeField(text);
    }
    fields.setTime(micros);
  }

  private void delimitedDate() {
    if (fields.hasTime() || !date.isEmpty()) {
      throw wrong();
    }
    String first = datePart();
    char delimiter = text.charAt(at++);
    String second = datePart();
    if (at >= text.length() || text.charAt(at) != delimiter) {
      throw wrong();
    }
    at++;
    String third = datePart();
    if (third.isEmpty() || !date.setParts(first, second, third)) {
      throw wrong();
    }
  }

  private String datePart() {
    int from = at;
    at = from < text.length() && isLetter(text.charAt(from)) ? letters(from) : digits(from);
    return text.substring(from, at);
  }

  private void looseNumber(int from, int end) {
    at = end;
    boolean late = fields.hasTime() && date.isEmpty();
    if (late || timeOnly || !date.addNumber(text.substring(from, end))) {
      throw wrong();
    }
  }

  private void signed() {
    if (at + 1 < text.length() && isLetter(text.charAt(at + 1))) {
      int from = at;
      at = letters(at + 1);
      special(text.substring(from, at).toLowerCase(Locale.ROOT));
      return;
    }
    boolean afterDate = date.isComplete() && Blank.is(text.charAt(at - 1));
    if (fields.hasZone() || timeExpected || !(fields.hasTime() || afterDate)) {
      throw wrong();
    }
    int end = at + 1;
    while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == ':')) {
      end++;
    }
    int seconds = ZoneText.offset(text.substring(at, end));
    if (seconds == ZoneText.NONE) {
      throw Invalid.dateTimeField(text);
    }
    at = end;
    fields.setOffset(seconds);
  }

  private void word() {
    int from = at;
    at = ZoneText.end(text, at);
    String word = text.substring(from, at).toLowerCase(Locale.ROOT);
    if (word.equals("t")) {
      expectTime();
      return;
    }
    if (at < text.length() && !Blank.is(text.charAt(at)) && text.charAt(at) != ',') {
      throw wrong();
    }
    switch (word) {
      case "am", "a.m." -> morning = half();
      case "pm", "p.m." -> afternoon = half();
      case "bc", "b.c." -> era(true);
      case "ad", "a.d." -> era(false);
      case "epoch", "infinity", "-infinity", "allballs" -> special(word);
      case "now", "today", "tomorrow", "yesterday" ->
          throw new EvertException(
              ErrorCode.INVALID_DATETIME,
              "\"" + word + "\" depends on the clock and can not be derived again",
              "Write the date or time itself.");
      default -> name(from, word);
    }
  }

  private boolean half() {
    if (!fields.hasTime() || morning || afternoon) {
      throw wrong();
    }
    return true;
  }

  private void era(boolean before) {
    if (!date.isComplete() || beforeChrist) {
      throw wrong();
    }
    beforeChrist = before;
  }

  private void expectTime() {
    boolean first = date.isEmpty();
    boolean afterDate = date.isComplete() && !timeOnly && at > 1 && !Blank.is(text.charAt(at - 2));
    if (fields.hasTime()
        || !(first || afterDate)
        || at == text.length()
        || !isDigit(text.charAt(at))) {
      throw wrong();
    }
    timeExpected = true;
  }

  private void special(String word) {
    switch (word) {
      case "infinity", "+infinity", "inf", "+inf" ->
          fields.setSpecial(DateTimeFields.Special.INFINITY);
      case "-infinity", "-inf" -> fields.setSpecial(DateTimeFields.Special.NEGATIVE_INFINITY);
      case "epoch" -> {
        if (!date.isEmpty() || !date.setParts("1970", "01", "01")) {
          throw wrong();
        }
      }
      case "allballs" -> {
        if (fields.hasZone()) {
          throw wrong();
        }
        setTime(0, 0, 0, 0);
        fields.setOffset(0);
      }
      default -> throw wrong();
    }
  }

  private void name(int from, String word) {
    if (!timeOnly && (LooseDate.isWeekday(word) || date.addMonth(word))) {
      return;
    }
    boolean allowed = fields.hasTime() && !fields.hasZone();
    if (!allowed || !ZoneText.setZone(text.substring(from, at), fields)) {
      throw wrong();
    }
  }

  private int smallNumber() {
    int end = digits(at);
    if (end == at || end - at > 9) {
      throw wrong();
    }
    int value = part(at, end);
    at = end;
    return value;
  }

  /** A point and digits, in microseconds, rounded; 0 where there is none. */
  private int fraction() {
    if (at >= text.length() || text.charAt(at) != '.') {
      return 0;
    }
    int end = digits(at + 1);
    if (end - at - 1 > 18) {
      throw wrong();
    }
    double seconds = end == at + 1 ? 0 : Double.parseDouble(text.substring(at, end));
    at = end;
    return (int) Math.rint(seconds * 1_000_000);
  }

  private int part(int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  private int digits(int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private int letters(int from) {
    int end = from;
    while (end < text.length() && isLetter(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private boolean startsPart(int index) {
    return isDigit(text.charAt(index)) || isLetter(text.charAt(index));
  }

  private static boolean isDelimiter(char c) {
    return c == '-' || c == '/' || c == '.';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private EvertException wrong() {
    return Invalid.dateTime(type, text);
  }
}
