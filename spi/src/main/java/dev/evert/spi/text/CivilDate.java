package dev.evert.spi.text;

/**
 * Days of the Gregorian calendar, extended without end to both sides, counted from 2000-01-01.
 *
 * <p>A date is packed into a long, so that hot code makes no object of it: {@code (year << 16) |
 * (month << 8) | day}, where the year before 1 is 0.
 */
final class CivilDate {
  /** 4714-11-24 BC, the first day that PostgreSQL's dates and timestamps know. */
  static final int FIRST_DAY = -2_451_545;

  /** 5874897-12-31, the last day of its dates. */
  static final int LAST_DAY = 2_145_031_948;

  private static final int CYCLE_DAYS = 146_097;
  private static final int CENTURY_DAYS = 36_524;
  private static final int FOUR_YEARS_DAYS = 1_461;

  /** From 2000-03-01, with which the cycles of 400 years begin here, to 2000-01-01. */
  private static final int MARCH_OFFSET = 60;

  private static final int[] MONTH_DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private CivilDate() {}

  static int daysOfMonth(long year, int month) {
    return month == 2 && isLeap(year) ? 29 : MONTH_DAYS[month - 1];
  }

  private static boolean isLeap(long year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  /** The day's number; {@code year} 0 is 1 BC. */
  static long day(long year, int month, int day) {
    // Years that begin in March have their leap day at the end.
    long marchYear = month > 2 ? year : year - 1;
    int monthOfYear = month > 2 ? month - 3 : month + 9;
    long cycle = Math.floorDiv(marchYear, 400);
    long yearOfCycle = marchYear - cycle * 400;
    int dayOfYear = (153 * monthOfYear + 2) / 5 + day - 1;
    long dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear;
    return (cycle - 5) * CYCLE_DAYS + dayOfCycle + MARCH_OFFSET;
  }

  /** The packed date of a day. */
  static long of(long day) {
    long sinceMarch = day - MARCH_OFFSET;
    long cycle = Math.floorDiv(sinceMarch, CYCLE_DAYS);
    int dayOfCycle = (int) (sinceMarch - cycle * CYCLE_DAYS);
    int century = Math.min(dayOfCycle / CENTURY_DAYS, 3);
    int dayOfCentury = dayOfCycle - century * CENTURY_DAYS;
    int four = dayOfCentury / FOUR_YEARS_DAYS;
    int dayOfFour = dayOfCentury - four * FOUR_YEARS_DAYS;
    int single = Math.min(dayOfFour / 365, 3);
    int dayOfYear = dayOfFour - single * 365;
    int monthOfYear = (5 * dayOfYear + 2) / 153;
    int dayOfMonth = dayOfYear - (153 * monthOfYear + 2) / 5 + 1;
    int month = monthOfYear < 10 ? monthOfYear + 3 : monthOfYear - 9;
    long year = cycle * 400 + 2000 + century * 100L + four * 4L + single + (month <= 2 ? 1 : 0);
    return year << 16 | (long) month << 8 | dayOfMonth;
  }

  static long year(long packed) {
    return packed >> 16;
  }

  static int month(long packed) {
    return (int) (packed >> 8) & 0xFF;
  }

  static int dayOfMonth(long packed) {
    return (int) packed & 0xFF;
  }

  /** Appends {@code 2024-05-01}, the year with at least four digits and without its era. */
  static void append(long packed, StringBuilder out) {
    long year = year(packed);
    long shown = year > 0 ? year : 1 - year;
    if (shown < 1000) {
      out.append(shown < 10 ? "000" : shown < 100 ? "00" : "0");
    }
    out.append(shown).append('-');
    TwoDigits.append(month(packed), out);
    out.append('-');
    TwoDigits.append(dayOfMonth(packed), out);
  }
}
