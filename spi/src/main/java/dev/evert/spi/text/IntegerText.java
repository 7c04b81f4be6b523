package dev.evert.spi.text;

/**
 * Whole numbers: decimal, or with {@code 0x}, {@code 0o}, {@code 0b}; underscores between digits.
 */
final class IntegerText {
  private IntegerText() {}

  static short parseInt2(String text) {
    return (short) parse(text, "smallint", Short.MIN_VALUE, Short.MAX_VALUE);
  }

  static int parseInt4(String text) {
    return (int) parse(text, "integer", Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  static long parseInt8(String text) {
    return parse(text, "bigint", Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static long parse(String text, String type, long least, long most) {
    String body = Blank.strip(text);
    int at = 0;
    boolean negative = false;
    if (!body.isEmpty() && (body.charAt(0) == '-' || body.charAt(0) == '+')) {
      negative = body.charAt(0) == '-';
      at++;
    }
    int radix = radix(body, at);
    if (radix != 10) {
      at += 2;
    }
    long value = digits(body, at, radix, text, type);
    // value is the number's negative, as the least long has no positive one
    if (!negative && value == Long.MIN_VALUE) {
      throw Invalid.range(type, text);
    }
    long signed = negative ? value : -value;
    if (signed < least || signed > most) {
      throw Invalid.range(type, text);
    }
    return signed;
  }

  static int radix(String body, int at) {
    if (body.length() < at + 2 || body.charAt(at) != '0') {
      return 10;
    }
    return switch (body.charAt(at + 1)) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 10;
    };
  }

  /** The negative of the number. */
  private static long digits(String body, int from, int radix, String text, String type) {
    boolean underscoreAllowed = radix != 10;
    boolean digitSeen = false;
    boolean overflow = false;
    long value = 0;
    for (int i = from; i < body.length(); i++) {
      char c = body.charAt(i);
      int digit = c < 128 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        if (c != '_' || !underscoreAllowed || i + 1 == body.length()) {
          throw Invalid.syntax(type, text);
        }
        underscoreAllowed = false;
        continue;
      }
      digitSeen = true;
      underscoreAllowed = true;
      overflow |= value < (Long.MIN_VALUE + digit) / radix;
      value = value * radix - digit;
    }
    if (!digitSeen) {
      throw Invalid.syntax(type, text);
    }
    if (overflow) {
      throw Invalid.range(type, text);
    }
    return value;
  }
}
