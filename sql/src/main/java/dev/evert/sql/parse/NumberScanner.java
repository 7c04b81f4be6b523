package dev.evert.sql.parse;

import java.math.BigInteger;

/** Finds the end of a number, and brings its forms to plain digits. */
final class NumberScanner {
  private NumberScanner() {}

  /** The offset after the number that starts at {@code from}. */
  static int end(String text, int from) {
    if (radix(text, from) != 10) {
      return digits(text, from + 2, radix(text, from));
    }
    int at = digits(text, from, 10);
    if (at < text.length() && text.charAt(at) == '.' && !text.startsWith("..", at)) {
      at = digits(text, at + 1, 10);
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      boolean signed = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0;
      int exponent = at + (signed ? 2 : 1);
      int end = digits(text, exponent, 10);
      at = end > exponent ? end : at;
    }
    return at;
  }

  /** The number in decimal digits, without underscores. */
  static String plain(String number) {
    String digits = number.replace("_", "");
    int radix = radix(digits, 0);
    return radix == 10 ? digits : new BigInteger(digits.substring(2), radix).toString();
  }

  private static int radix(String text, int at) {
    if (text.charAt(at) != '0' || at + 2 >= text.length()) {
      return 10;
    }
    int radix =
        switch (text.charAt(at + 1)) {
          case 'x', 'X' -> 16;
          case 'o', 'O' -> 8;
          case 'b', 'B' -> 2;
          default -> 10;
        };
    return DecodedText.digit(text.charAt(at + 2), radix) >= 0 ? radix : 10;
  }

  private static int digits(String text, int from, int radix) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at), radix, at > from)) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c, int radix, boolean inside) {
    return c == '_' ? inside : DecodedText.digit(c, radix) >= 0;
  }
}
