package dev.evert.spi.text;

/** What counts as white space around values: C's {@code isspace} for ASCII, and no more. */
final class Blank {
  private Blank() {}

  static boolean is(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** The text without white space at both ends. */
  static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && is(text.charAt(from))) {
      from++;
    }
    while (to > from && is(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }
}
