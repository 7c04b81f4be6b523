package dev.evert.sql.regex;

/** A place in the text of an expression. */
final class PatternText {
  /** What comes after the last character. */
  static final int END = -1;

  private final int[] chars;
  private boolean expanded;
  private int at;

  PatternText(int[] chars) {
    this.chars = chars;
  }

  /** From now on blanks and comments do not count. */
  void expand() {
    expanded = true;
  }

  /** The character that comes so far ahead. */
  int peek(int ahead) {
    return at + ahead < chars.length ? chars[at + ahead] : END;
  }

  int peek() {
    return peek(0);
  }

  int take() {
    return at < chars.length ? chars[at++] : END;
  }

  boolean take(char wanted) {
    if (peek() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  /** Takes the characters, if all of them come next. */
  boolean take(String wanted) {
    for (int i = 0; i < wanted.length(); i++) {
      if (peek(i) != wanted.charAt(i)) {
        return false;
      }
    }
    at += wanted.length();
    return true;
  }

  int place() {
    return at;
  }

  void back(int place) {
    at = place;
  }

  /** Goes past comments and, if they do not count, blanks. */
  void skip() {
    int before;
    do {
      before = at;
      while (expanded && (isBlank(peek()) || peek() == '#')) {
        if (take() == '#') {
          skipLine();
        }
      }
      if (take("(?#")) {
        skipComment();
      }
    } while (at != before);
  }

  private void skipLine() {
    while (peek() != END && peek() != '\n') {
      at++;
    }
  }

  private void skipComment() {
    while (peek() != ')') {
      if (take() == END) {
        throw RegexFailure.invalid("parentheses () not balanced");
      }
    }
    at++;
  }

  private static boolean isBlank(int c) {
    return c != END && CharClasses.SPACE.contains(c);
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Reads digits of a base, at least and at most so many, up to a value. */
  int number(int base, int least, int most) {
    long value = 0;
    int count = 0;
    while (count < most && peek() != END && peek() < 128 && Character.digit(peek(), base) >= 0) {
      value = Math.min(value * base + Character.digit(take(), base), Integer.MAX_VALUE);
      count++;
    }
    if (count < least) {
      throw RegexFailure.invalid("invalid escape \\ sequence");
    }
    return (int) value;
  }
}
