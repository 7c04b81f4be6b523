package dev.evert.sql.regex;

import dev.evert.sql.regex.Subexpression.Greed;

/** How often an atom matches, and whether rather often or seldom. */
record Quantifier(int least, int most, Greed greed) {
  static final Quantifier ONCE = new Quantifier(1, 1, Greed.NONE);

  /** Reads one if there is one. */
  static Quantifier read(PatternText text, int limit, int unbounded) {
    text.skip();
    int next = text.peek();
    boolean bound = next == '{' && PatternText.isDigit(text.peek(1));
    if (next != '*' && next != '+' && next != '?' && !bound) {
      return ONCE;
    }
    text.take();
    return switch (next) {
      case '*' -> new Quantifier(0, unbounded, greed(text));
      case '+' -> new Quantifier(1, unbounded, greed(text));
      case '?' -> new Quantifier(0, 1, greed(text));
      default -> bounds(text, limit, unbounded);
    };
  }

  private static Greed greed(PatternText text) {
    return text.take('?') ? Greed.SHORT : Greed.LONG;
  }

  /** {@code {m}} leaves the greed to the atom, other than {@code {m,m}}. */
  private static Quantifier bounds(PatternText text, int limit, int unbounded) {
    int least = number(text, limit);
    boolean exact = !text.take(',');
    int most = exact ? least : PatternText.isDigit(text.peek()) ? number(text, limit) : unbounded;
    if (most < least || !text.take('}')) {
      throw invalid();
    }
    Greed greed = greed(text);
    return new Quantifier(least, most, exact ? Greed.NONE : greed);
  }

  private static int number(PatternText text, int limit) {
    int value = text.number(10, 1, 4);
    if (value > limit) {
      throw invalid();
    }
    return value;
  }

  private static RuntimeException invalid() {
    return RegexFailure.invalid("invalid repetition count(s)");
  }

  Piece repeat(Piece part) {
    return least == 1 && most == 1 ? part : new Piece.Repeat(part, least, most);
  }
}
