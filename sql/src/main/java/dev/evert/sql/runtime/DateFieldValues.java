package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/** What a template has read from a text, put together to a timestamp. */
final class DateFieldValues {
  private static final int DAYS_OF_WEEK = 7;

  /** What can be read. */
  enum Field {
    HOUR,
    MINUTE,
    SECOND,
    SECOND_OF_DAY,
    MILLIS,
    MICROS,
    YEAR,
    CENTURY,
    MONTH,
    DAY,
    DAY_OF_YEAR,
    WEEK_OF_YEAR,
    WEEK_OF_MONTH,
    WEEKDAY,
    JULIAN,
    AFTERNOON,
    BEFORE_CHRIST
  }

  private final Map<Field, Integer> values = new EnumMap<>(Field.class);
  private boolean halfDays;
  private int yearDigits;

  /** Keeps a value; another one for the same field is an error. */
  void set(Field field, int value, String keyword) {
    int former = get(field);
    if (former != 0 && former != value) {
      throw new EvertException(
          ErrorCode.INVALID_DATETIME,
          "conflicting values for \"" + keyword + "\" field in formatting string");
    }
    values.put(field, value);
  }

  /** Keeps a value in the place of one that was read before it. */
  void replace(Field field, int value) {
    values.put(field, value);
  }

  void useHalfDays() {
    halfDays = true;
  }

  void yearDigits(int digits) {
    yearDigits = digits;
  }

  int get(Field field) {
    return values.getOrDefault(field, 0);
  }

  /** The timestamp in microseconds. */
  long timestamp() {
    return DateTimes.dateToTimestamp(date()) + time();
  }

  private long time() {
    int ofDay = get(Field.SECOND_OF_DAY);
    int hour = ofDay / 3600;
    int minute = ofDay / 60 % 60;
    int second = ofDay % 60;
    hour = get(Field.HOUR) != 0 ? get(Field.HOUR) : hour;
    minute = get(Field.MINUTE) != 0 ? get(Field.MINUTE) : minute;
    second = get(Field.SECOND) != 0 ? get(Field.SECOND) : second;
    if (halfDays) {
      hour = ofHalfDay(hour);
    }
    long micros = get(Field.MILLIS) * 1000L + get(Field.MICROS);
    boolean fits =
        hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && second >= 0
            && second < 60
            && micros >= 0
            && micros < DateTimes.SECOND_MICROS;
    if (!fits) {
      throw DateTimes.outOfRange("date/time field value out of range");
    }
    return ((hour * 60L + minute) * 60 + second) * DateTimes.SECOND_MICROS + micros;
  }

  private int ofHalfDay(int hour) {
    if (hour < 1 || hour > 12) {
      throw new EvertException(
          ErrorCode.INVALID_DATETIME, "hour \"" + hour + "\" is invalid for the 12-hour clock");
    }
    boolean afternoon = get(Field.AFTERNOON) != 0;
    return hour == 12 ? (afternoon ? 12 : 0) : afternoon ? hour + 12 : hour;
  }

  private int year() {
    boolean before = get(Field.BEFORE_CHRIST) != 0;
    int century = before ? -get(Field.CENTURY) : get(Field.CENTURY);
    int year = get(Field.YEAR);
    if (year != 0 && century != 0 && yearDigits <= 2) {
      int rest = year % 100;
      if (rest == 0) {
        return century * 100 + (century >= 0 ? 0 : 1);
      }
      return century >= 0 ? (century - 1) * 100 + rest : (century + 1) * 100 - rest + 1;
    }
    if (year != 0) {
      int signed = before ? -year : year;
      return signed < 0 ? signed + 1 : signed;
    }
    if (century != 0) {
      return century > 0 ? (century - 1) * 100 + 1 : century * 100 + 1;
    }
    return 0;
  }

  private int date() {
    if (get(Field.JULIAN) != 0) {
      return DateTimes.checkDate(get(Field.JULIAN) - DateParts.FIRST_JULIAN_DAY);
    }
    int week = get(Field.WEEK_OF_YEAR);
    int dayOfYear = week != 0 ? (week - 1) * DAYS_OF_WEEK + 1 : get(Field.DAY_OF_YEAR);
    int weekOfMonth = get(Field.WEEK_OF_MONTH);
    int day = weekOfMonth != 0 ? (weekOfMonth - 1) * DAYS_OF_WEEK + 1 : get(Field.DAY);
    day = day == 0 ? 1 : day;
    int month = get(Field.MONTH) == 0 ? 1 : get(Field.MONTH);
    int year = year();
    if (dayOfYear != 0 && (month <= 1 || day <= 1)) {
      if (year == 0 && get(Field.BEFORE_CHRIST) == 0) {
        throw new EvertException(
            ErrorCode.INVALID_DATETIME, "cannot calculate day of year without year information");
      }
      return ofYear(year, dayOfYear, month, day);
    }
    return date(year, month, day);
  }

  /** A month or day that was read stays. */
  private static int ofYear(int year, int dayOfYear, int month, int day) {
    boolean leap = LocalDate.of(year, 1, 1).isLeapYear();
    if (dayOfYear < 0 || dayOfYear > (leap ? 366 : 365)) {
      throw DateTimes.outOfRange("date/time field value out of range");
    }
    LocalDate date = LocalDate.ofYearDay(year, dayOfYear);
    return date(
        year, month <= 1 ? date.getMonthValue() : month, day <= 1 ? date.getDayOfMonth() : day);
  }

  private static int date(int year, int month, int day) {
    boolean fits =
        year > -4714
            && year <= 5_874_897
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= LocalDate.of(year, month, 1).lengthOfMonth();
    if (!fits) {
      throw DateTimes.outOfRange("date/time field value out of range");
    }
    return DateTimes.checkDate(DateArithmetic.days(LocalDate.of(year, month, day)));
  }
}
