package dev.evert.spi.text;

/** Times of day: {@code 12:30:00.25}, up to {@code 24:00:00}, with an offset for timetz. */
final class TimeText {
  static final long DAY_MICROS = 86_400_000_000L;

  static final String TIME = "time";
  static final String TIMETZ = "time with time zone";

  private TimeText() {}

  static void format(long micros, StringBuilder out) {
    long seconds = micros / 1_000_000;
    TwoDigits.append((int) (seconds / 3600), out);
    out.append(':');
    TwoDigits.append((int) (seconds / 60 % 60), out);
    out.append(':');
    TwoDigits.append((int) (seconds % 60), out);
    TwoDigits.appendFraction((int) (micros % 1_000_000), out);
  }

  static void formatTimeTz(long micros, int secondsWest, StringBuilder out) {
    format(micros, out);
    appendZone(-secondsWest, out);
  }

  /** Appends {@code +02}, {@code -05:30} or {@code +00:19:32}. */
  static void appendZone(int secondsEast, StringBuilder out) {
    int size = Math.abs(secondsEast);
    out.append(secondsEast < 0 ? '-' : '+');
    TwoDigits.append(size / 3600, out);
    if (size % 3600 != 0) {
      out.append(':');
      TwoDigits.append(size / 60 % 60, out);
    }
    if (size % 60 != 0) {
      out.append(':');
      TwoDigits.append(size % 60, out);
    }
  }

  static long parse(String text) {
    return timeOfDay(DateTimeParser.parse(text, TIME), text, TIME);
  }

  /** The fields, of which time and offset are known. */
  static DateTimeFields parseTimeTz(String text) {
    DateTimeFields fields = DateTimeParser.parse(text, TIMETZ);
    timeOfDay(fields, text, TIMETZ);
    return fields;
  }

  private static long timeOfDay(DateTimeFields fields, String text, String type) {
    if (!fields.hasTime() || fields.special() != DateTimeFields.Special.NONE) {
      throw Invalid.dateTime(type, text);
    }
    if (fields.micros() > DAY_MICROS) {
      throw Invalid.dateTimeField(text);
    }
    return fields.micros();
  }
}
