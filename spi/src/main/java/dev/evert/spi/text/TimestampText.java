package dev.evert.spi.text;

/** Timestamps: {@code 2024-05-01 12:00:00.5}, with {@code +00} where they have a zone. */
final class TimestampText {
  static final long INFINITY = Long.MAX_VALUE;
  static final long NEGATIVE_INFINITY = Long.MIN_VALUE;

  /** 4714-11-24 00:00:00 BC. */
  private static final long FIRST = -211_813_488_000_000_000L;

  /** 294277-01-01 00:00:00, the first moment that is too late. */
  private static final long END = 9_223_371_331_200_000_000L;

  private TimestampText() {}

  static void format(long micros, boolean zoned, StringBuilder out) {
    if (micros == INFINITY || micros == NEGATIVE_INFINITY) {
      out.append(micros == INFINITY ? "infinity" : "-infinity");
      return;
    }
    long date = appendMoment(micros, ' ', out);
    if (zoned) {
      out.append("+00");
    }
    if (CivilDate.year(date) <= 0) {
      out.append(" BC");
    }
  }

  /** Appends date and time; returns the packed date. */
  static long appendMoment(long micros, char separator, StringBuilder out) {
    long day = Math.floorDiv(micros, TimeText.DAY_MICROS);
    long date = CivilDate.of(day);
    CivilDate.append(date, out);
    out.append(separator);
    TimeText.format(micros - day * TimeText.DAY_MICROS, out);
    return date;
  }

  static long parse(boolean zoned, String text) {
    String type = zoned ? "timestamp with time zone" : "timestamp";
    DateTimeFields fields = DateTimeParser.parse(text, type);
    return switch (fields.special()) {
      case INFINITY -> INFINITY;
      case NEGATIVE_INFINITY -> NEGATIVE_INFINITY;
      case NONE -> {
        long day = fields.day(text, type);
        long offset = zoned ? fields.secondsEast() * 1_000_000L : 0;
        yield moment(day, fields.micros(), offset, text);
      }
    };
  }

  private static long moment(long day, long micros, long offset, String text) {
    if (day < CivilDate.FIRST_DAY - 1 || day > END / TimeText.DAY_MICROS) {
      throw Invalid.dateTimeRange("timestamp", text);
    }
    long moment;
    try {
      moment = Math.addExact(Math.multiplyExact(day, TimeText.DAY_MICROS), micros - offset);
    } catch (ArithmeticException _) {
      throw Invalid.dateTimeRange("timestamp", text);
    }
    if (moment < FIRST || moment >= END) {
      throw Invalid.dateTimeRange("timestamp", text);
    }
    return moment;
  }
}
