package dev.evert.spi.text;

/** Reads {@code 2024-05-01} and {@code 2024-05-01 12:00:00.123456} from bytes. */
final class PlainDates {
  /** Says that a text is none of these. */
  static final long NONE = Long.MIN_VALUE;

  private static final int DATE_BYTES = 10;
  private static final int MOMENT_BYTES = 19;
  private static final int MAX_FRACTION_DIGITS = 6;

  private PlainDates() {}

  /** The day at {@code from}, since 2000-01-01; there must be ten bytes. */
  static long day(byte[] text, int from) {
    if (text[from + 4] != '-' || text[from + 7] != '-') {
      return NONE;
    }
    int year = two(text, from) * 100 + two(text, from + 2);
    int month = two(text, from + 5);
    int dayOfMonth = two(text, from + 8);
    boolean exists =
        year >= 1
            && two(text, from) >= 0
            && two(text, from + 2) >= 0
            && month >= 1
            && month <= 12
            && dayOfMonth >= 1
            && dayOfMonth <= CivilDate.daysOfMonth(year, month);
    return exists ? CivilDate.day(year, month, dayOfMonth) : NONE;
  }

  /** The moment in {@code text[from, to)}, in microseconds since 2000-01-01. */
  static long moment(byte[] text, int from, int to, boolean zoned) {
    int end = zoned ? withoutUtc(text, from, to) : to;
    if (end - from == DATE_BYTES && end == to) {
      long day = day(text, from);
      return day == NONE ? NONE : day * TimeText.DAY_MICROS;
    }
    if (end - from < MOMENT_BYTES) {
      return NONE;
    }
    byte separator = text[from + DATE_BYTES];
    long day = separator == ' ' || separator == 'T' ? day(text, from) : NONE;
    long seconds = secondsOfDay(text, from + DATE_BYTES + 1);
    long micros = fraction(text, from + MOMENT_BYTES, end);
    if (day == NONE || seconds < 0 || micros < 0) {
      return NONE;
    }
    return day * TimeText.DAY_MICROS + seconds * 1_000_000 + micros;
  }

  private static int withoutUtc(byte[] text, int from, int to) {
    if (to - from > MOMENT_BYTES && text[to - 1] == 'Z') {
      return to - 1;
    }
    boolean zero = to - from > MOMENT_BYTES + 2 && text[to - 3] == '+' && two(text, to - 2) == 0;
    return zero ? to - 3 : to;
  }

  private static long secondsOfDay(byte[] text, int from) {
    int hour = two(text, from);
    int minute = two(text, from + 3);
    int second = two(text, from + 6);
    boolean fits = text[from + 2] == ':' && text[from + 5] == ':';
    if (!fits || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return -1;
    }
    return (hour * 60L + minute) * 60 + second;
  }

  private static long fraction(byte[] text, int from, int to) {
    int digits = to - from - 1;
    if (from == to) {
      return 0;
    }
    if (text[from] != '.' || digits < 1 || digits > MAX_FRACTION_DIGITS) {
      return -1;
    }
    int micros = 0;
    for (int i = 1; i <= MAX_FRACTION_DIGITS; i++) {
      int digit = i <= digits ? text[from + i] - '0' : 0;
      if (digit < 0 || digit > 9) {
        return -1;
      }
      micros = micros * 10 + digit;
    }
    return micros;
  }

  /** The number of two digits; far below 0 if one is none. */
  private static int two(byte[] text, int at) {
    int tens = text[at] - '0';
    int ones = text[at + 1] - '0';
    boolean digits = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
    return digits ? tens * 10 + ones : -10_000;
  }
}
