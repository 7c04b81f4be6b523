package dev.evert.sql.textsearch;

/** The kinds of characters that words are told apart by; -1 is the end of the text. */
final class Letters {
  private Letters() {}

  static boolean isAsciiLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isHexDigit(int c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  /** Letters, and the digits of other scripts. */
  static boolean isLetter(int c) {
    return c < 0x80
        ? isAsciiLetter(c)
        : Character.isAlphabetic(c) || Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER;
  }

  static boolean isSpace(int c) {
    return c == ' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x80 && Character.isWhitespace(c));
  }

  /** What RFC 3986 allows. */
  static boolean isUrlPart(int c) {
    return c > 0x20 && c < 0x7F && "\"<>\\^`{|}".indexOf(c) < 0;
  }

  /** What stands with a letter and does not end a word, though it is no letter. */
  static boolean isMark(int c) {
    if (c < 0x80) {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          true;
      case Character.FORMAT -> c != 0xAD;
      default -> false;
    };
  }
}
