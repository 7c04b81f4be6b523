package dev.evert.spi.text;

/** Dates: {@code 2024-05-01}, {@code 0044-03-15 BC}, {@code infinity}. */
final class DateText {
  static final int INFINITY = Integer.MAX_VALUE;
  static final int NEGATIVE_INFINITY = Integer.MIN_VALUE;

  private static final String TYPE = "date";

  private DateText() {}

  static void format(int day, StringBuilder out) {
    if (day == INFINITY || day == NEGATIVE_INFINITY) {
      out.append(day == INFINITY ? "infinity" : "-infinity");
      return;
    }
    long date = CivilDate.of(day);
    CivilDate.append(date, out);
    if (CivilDate.year(date) <= 0) {
      out.append(" BC");
    }
  }

  static int parse(String text) {
    DateTimeFields fields = DateTimeParser.parse(text, TYPE);
    return switch (fields.special()) {
      case INFINITY -> INFINITY;
      case NEGATIVE_INFINITY -> NEGATIVE_INFINITY;
      case NONE -> {
        long day = fields.day(text, TYPE);
        if (day < CivilDate.FIRST_DAY || day > CivilDate.LAST_DAY) {
          throw Invalid.dateTimeRange(TYPE, text);
        }
        yield (int) day;
      }
    };
  }
}
