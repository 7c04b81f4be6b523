package dev.evert.spi.text;

/** The form of decimal numbers: sign, digits with a point among them, exponent. */
final class DecimalSyntax {
  private DecimalSyntax() {}

  /** Where the number that starts the text ends; -1 if there is none. */
  static int end(String text) {
    int at = sign(text, 0);
    int whole = digits(text, at);
    int after = whole;
    int count = whole - at;
    if (after < text.length() && text.charAt(after) == '.') {
      int fraction = digits(text, after + 1);
      count += fraction - after - 1;
      after = fraction;
    }
    return count == 0 ? -1 : exponent(text, after);
  }

  private static int exponent(String text, int at) {
    if (at >= text.length() || (text.charAt(at) != 'e' && text.charAt(at) != 'E')) {
      return at;
    }
    int from = sign(text, at + 1);
    int end = digits(text, from);
    return end == from ? -1 : end;
  }

  private static int sign(String text, int at) {
    boolean signed = at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+');
    return signed ? at + 1 : at;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
