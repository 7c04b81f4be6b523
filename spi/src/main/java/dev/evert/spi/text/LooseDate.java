package dev.evert.spi.text;

import java.util.List;
import java.util.Locale;

/** Puts together a date from parts whose meaning depends on their form and order. */
final class LooseDate {
  private static final List<String> WEEKDAYS =
      List.of(
          "mon",
          "monday",
          "tue",
          "tues",
          "tuesday",
          "wed",
          "weds",
          "wednesday",
          "thu",
          "thur",
          "thurs",
          "thursday",
          "fri",
          "friday",
          "sat",
          "saturday",
          "sun",
          "sunday");
  private static final int MAX_YEAR_DIGITS = 7;

  private int year = -1;
  private boolean shortYear;
  private int month = -1;
  private int dayOfMonth = -1;

  static boolean isWeekday(String word) {
    return WEEKDAYS.contains(word);
  }

  boolean isEmpty() {
    return year < 0 && month < 0 && dayOfMonth < 0;
  }

  boolean isComplete() {
    return year >= 0 && month >= 0 && dayOfMonth >= 0;
  }

  /** The year as written. */
  int year() {
    return year;
  }

  /** The year; one of two digits is from 1970 to 2069. */
  int yearInCentury() {
    return shortYear ? year + (year < 70 ? 2000 : 1900) : year;
  }

  int month() {
    return month;
  }

  int dayOfMonth() {
    return dayOfMonth;
  }

  /** Takes a date of three parts between delimiters; false if it is none. */
  boolean setParts(String first, String second, String third) {
    if (first.isEmpty() || second.isEmpty()) {
      return false;
    }
    if (isName(second)) {
      return addMonth(second.toLowerCase(Locale.ROOT)) && yearAndDay(first, third);
    }
    if (isName(first)) {
      return addMonth(first.toLowerCase(Locale.ROOT)) && setDay(second) && setYear(third);
    }
    if (isName(third)) {
      return false;
    }
    if (first.length() >= 3) {
      return setYear(first) && setMonth(second) && setDay(third);
    }
    return setMonth(first) && setDay(second) && setYear(third);
  }

  private boolean yearAndDay(String first, String third) {
    return first.length() >= 3 ? setYear(first) && setDay(third) : setDay(first) && setYear(third);
  }

  /** Takes the name of a month in lower case; false if it is none. */
  boolean addMonth(String word) {
    int index = MonthNames.SHORT.indexOf(word);
    if (index < 0) {
      index = word.equals("sept") ? 8 : MonthNames.FULL.indexOf(word);
    }
    if (index < 0 || month >= 0) {
      return false;
    }
    month = index + 1;
    return true;
  }

  /** Takes a number that stands alone; false if it has no meaning there. */
  boolean addNumber(String digits) {
    if (isEmpty() && (digits.length() == 8 || digits.length() == 6)) {
      int split = digits.length() - 4;
      return setYear(digits.substring(0, split))
          && setMonth(digits.substring(split, split + 2))
          && setDay(digits.substring(split + 2));
    }
    if (dayOfMonth < 0 && digits.length() <= 2) {
      return setDay(digits);
    }
    boolean afterMonth = month >= 0 && year < 0;
    return afterMonth
        && digits.length() <= 4
        && (digits.length() >= 3 || dayOfMonth >= 0)
        && setYear(digits);
  }

  private boolean setYear(String digits) {
    if (isName(digits) || digits.length() > MAX_YEAR_DIGITS) {
      return false;
    }
    year = Integer.parseInt(digits);
    shortYear = digits.length() <= 2;
    return true;
  }

  private boolean setMonth(String digits) {
    if (digits.length() > 2) {
      return false;
    }
    month = Integer.parseInt(digits);
    return true;
  }

  private boolean setDay(String digits) {
    if (isName(digits) || digits.length() > 2) {
      return false;
    }
    dayOfMonth = Integer.parseInt(digits);
    return true;
  }

  private static boolean isName(String part) {
    return !part.isEmpty() && part.charAt(0) > '9';
  }
}
