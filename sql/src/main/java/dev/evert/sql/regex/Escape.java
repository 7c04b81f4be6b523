package dev.evert.sql.regex;

/** What a backslash and what follows it stand for. */
sealed interface Escape {
  /** Only escaped letters of ASCII mean something else than themselves. */
  int MAX_ASCII = 127;

  /** A character. */
  record Literal(int codePoint) implements Escape {}

  /** One of a class of characters. */
  record ClassOf(CharSet set) implements Escape {}

  /** A place in the text. */
  record At(Piece.Place place) implements Escape {}

  /** What a group has captured. */
  record Reference(int group) implements Escape {}

  /**
   * Reads what follows a backslash.
   *
   * @param groups how many groups were opened before
   */
  static Escape read(PatternText text, int groups) {
    int c = text.take();
    if (c == PatternText.END) {
      throw RegexFailure.invalid("invalid escape \\ sequence");
    }
    if (c > MAX_ASCII || !Character.isLetterOrDigit(c)) {
      return new Literal(c);
    }
    return switch (c) {
      case 'a' -> new Literal(7);
      case 'b' -> new Literal('\b');
      case 'B' -> new Literal('\\');
      case 'c' -> new Literal(control(text));
      case 'e' -> new Literal(27);
      case 'f' -> new Literal('\f');
      case 'n' -> new Literal('\n');
      case 'r' -> new Literal('\r');
      case 't' -> new Literal('\t');
      case 'v' -> new Literal(11);
      case 'u' -> codePoint(text.number(16, 4, 4));
      case 'U' -> codePoint(text.number(16, 8, 8));
      case 'x' -> codePoint(text.number(16, 1, 255));
      case 'd' -> new ClassOf(CharClasses.DIGIT);
      case 'D' -> new ClassOf(CharClasses.DIGIT.complement());
      case 's' -> new ClassOf(CharClasses.SPACE);
      case 'S' -> new ClassOf(CharClasses.SPACE.complement());
      case 'w' -> new ClassOf(CharClasses.WORD);
      case 'W' -> new ClassOf(CharClasses.WORD.complement());
      case 'A' -> new At(Piece.Place.START);
      case 'Z' -> new At(Piece.Place.END);
      case 'm' -> new At(Piece.Place.WORD_START);
      case 'M' -> new At(Piece.Place.WORD_END);
      case 'y' -> new At(Piece.Place.WORD_EDGE);
      case 'Y' -> new At(Piece.Place.NO_WORD_EDGE);
      case '0' -> octal(text);
      case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> reference(text, groups);
      default -> throw RegexFailure.invalid("invalid escape \\ sequence");
    };
  }

  private static int control(PatternText text) {
    if (text.peek() == PatternText.END) {
      throw RegexFailure.invalid("invalid escape \\ sequence");
    }
    return text.take() & 31;
  }

  private static Escape codePoint(int value) {
    if (!Character.isValidCodePoint(value)) {
      throw RegexFailure.invalid("invalid escape \\ sequence");
    }
    return new Literal(value);
  }

  /** Several digits are a number of a group only if there is such a group. */
  private static Escape reference(PatternText text, int groups) {
    int second = text.place();
    text.back(second - 1);
    int number = text.number(10, 1, 255);
    if (text.place() == second || (number > 0 && number <= groups)) {
      return new Reference(number);
    }
    text.back(second);
    return octal(text);
  }

  /** Up to three digits, as far as they are a byte. */
  private static Escape octal(PatternText text) {
    int start = text.place() - 1;
    text.back(start);
    int value = text.number(8, 1, 3);
    if (value > 255) {
      text.back(text.place() - 1);
      value >>= 3;
    }
    return new Literal(value);
  }
}
