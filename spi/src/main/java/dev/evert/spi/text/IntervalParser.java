package dev.evert.spi.text;

import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.IntervalValue;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads intervals: numbers with units and a time ({@code 1 day -02:00}), perhaps with {@code @} and
 * {@code ago}; SQL's {@code 1-2 3 4:05:06}; and ISO 8601's {@code P1Y2M3DT4H5M6S}.
 */
final class IntervalParser {
  private static final String TYPE = "interval";
  private static final int MAX_CHARS = 256;

  /** What the digits after a point of seconds speak of too. */
  private static final List<IntervalUnit> SECONDS =
      List.of(IntervalUnit.SECOND, IntervalUnit.MILLISECOND, IntervalUnit.MICROSECOND);

  private final String text;
  private final IntervalSum sum = new IntervalSum();
  private final Set<IntervalUnit> seen = EnumSet.noneOf(IntervalUnit.class);
  private int at;

  private IntervalParser(String text) {
    this.text = text;
  }

  static IntervalValue parse(String text) {
    if (text.length() > MAX_CHARS) {
      throw Invalid.dateTime(TYPE, text);
    }
    try {
      return new IntervalParser(text).run();
    } catch (ArithmeticException | NumberFormatException _) {
      throw Invalid.dateTimeRange(TYPE, text);
    }
  }

  private IntervalValue run() {
    if (peek() == 'P') {
      at++;
      designators();
    } else {
      skipBlanks();
      while (at < text.length()) {
        part();
        skipBlanks();
      }
    }
    if (seen.isEmpty()) {
      throw wrong();
    }
    return sum.value();
  }

  private void part() {
    char c = text.charAt(at);
    if (c == '@' && seen.isEmpty()) {
      at++;
    } else if (isLetter(c)) {
      String word = word();
      skipBlanks();
      if (!word.equals("ago") || seen.isEmpty() || at < text.length()) {
        throw wrong();
      }
      sum.negate();
    } else {
      amount();
    }
  }

  private void amount() {
    int start = at;
    if (start > 0 && !Blank.is(text.charAt(start - 1)) && text.charAt(start - 1) != '@') {
      throw wrong();
    }
    boolean negative = sign();
    if (!digitAhead()) {
      throw wrong();
    }
    long whole = digits();
    char next = peek();
    if (next == ':') {
      time(whole, negative);
    } else if (next == '-' && at > start) {
      at++;
      long months = digits();
      if (months >= 12) {
        throw Invalid.dateTimeField(text);
      }
      add(IntervalUnit.YEAR, negative, whole, 0);
      add(IntervalUnit.MONTH, negative, months, 0);
    } else {
      double fraction = fraction(false);
      add(unit(), negative, whole, fraction);
    }
  }

  /** The unit that follows a number: in SQL's form days before a time, at the end seconds. */
  private IntervalUnit unit() {
    if (at < text.length() && !Blank.is(peek()) && !isLetter(peek())) {
      throw wrong();
    }
    skipBlanks();
    if (at == text.length()) {
      return IntervalUnit.SECOND;
    }
    if (!isLetter(peek()) && timeFollows()) {
      return IntervalUnit.DAY;
    }
    IntervalUnit unit = IntervalUnit.of(word());
    if (unit == null) {
      throw wrong();
    }
    return unit;
  }

  private boolean timeFollows() {
    int index = at;
    while (index < text.length() && text.charAt(index) != ':') {
      char c = text.charAt(index++);
      if (!isDigit(c) && c != '-' && c != '+') {
        return false;
      }
    }
    return index < text.length();
  }

  private void time(long first, boolean negative) {
    at++;
    long second = digits();
    if (peek() == ':') {
      at++;
      long third = digits();
      addTime(first, second, third, fraction(false), negative);
    } else if (peek() == '.') {
      addTime(0, first, second, fraction(false), negative);
    } else {
      addTime(first, second, 0, 0, negative);
    }
  }

  private void addTime(long hours, long minutes, long seconds, double fraction, boolean negative) {
    if (minutes > 59 || seconds > 60) {
      throw Invalid.dateTimeField(text);
    }
    note(IntervalUnit.HOUR);
    note(IntervalUnit.MINUTE);
    SECONDS.forEach(this::note);
    sum.addTime(hours, (int) minutes, (int) seconds, fraction, negative);
  }

  /** ISO 8601: each number with the letter of its unit, those of the time after a T. */
  private void designators() {
    boolean timed = false;
    while (at < text.length()) {
      if (peek() == 'T' && !timed) {
        timed = true;
        at++;
      }
      boolean negative = peek() == '-';
      if (negative) {
        at++;
      }
      int from = at;
      long whole = digitAhead() ? digits() : 0;
      fraction(at == from);
      // Not the digits after the point: PostgreSQL takes the difference here, and it shows.
      double fraction = Double.parseDouble(text.substring(from, at)) - whole;
      char letter = peek();
      at++;
      add(isoUnit(letter, timed), negative, whole, fraction);
    }
  }

  private IntervalUnit isoUnit(char letter, boolean timed) {
    return switch (letter) {
      case 'Y' -> timed ? fail() : IntervalUnit.YEAR;
      case 'M' -> timed ? IntervalUnit.MINUTE : IntervalUnit.MONTH;
      case 'W' -> timed ? fail() : IntervalUnit.WEEK;
      case 'D' -> timed ? fail() : IntervalUnit.DAY;
      case 'H' -> timed ? IntervalUnit.HOUR : fail();
      case 'S' -> timed ? IntervalUnit.SECOND : fail();
      default -> fail();
    };
  }

  private IntervalUnit fail() {
    throw wrong();
  }

  private void add(IntervalUnit unit, boolean negative, long whole, double fraction) {
    if (unit == IntervalUnit.SECOND && fraction != 0) {
      SECONDS.forEach(this::note);
    } else {
      note(unit);
    }
    sum.add(unit, negative ? -whole : whole, negative ? -fraction : fraction);
  }

  private void note(IntervalUnit unit) {
    if (!seen.add(unit)) {
      throw wrong();
    }
  }

  private boolean sign() {
    char c = peek();
    if (c == '-' || c == '+') {
      at++;
    }
    return c == '-';
  }

  private boolean digitAhead() {
    return at < text.length() && isDigit(text.charAt(at));
  }

  /** A whole number; 0 where a fraction begins at once. */
  private long digits() {
    int from = at;
    while (digitAhead()) {
      at++;
    }
    if (at == from && peek() != '.') {
      throw wrong();
    }
    return at == from ? 0 : Long.parseLong(text, from, at, 10);
  }

  private double fraction(boolean required) {
    if (peek() != '.') {
      if (required) {
        throw wrong();
      }
      return 0;
    }
    int from = at++;
    while (digitAhead()) {
      at++;
    }
    if (at == from + 1) {
      throw wrong();
    }
    return Double.parseDouble(text.substring(from, at));
  }

  private String word() {
    int from = at;
    while (at < text.length() && isLetter(text.charAt(at))) {
      at++;
    }
    if (at < text.length() && !Blank.is(text.charAt(at))) {
      throw wrong();
    }
    return text.substring(from, at).toLowerCase(Locale.ROOT);
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : ' ';
  }

  private void skipBlanks() {
    while (at < text.length() && Blank.is(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private EvertException wrong() {
    return Invalid.dateTime(TYPE, text);
  }
}
