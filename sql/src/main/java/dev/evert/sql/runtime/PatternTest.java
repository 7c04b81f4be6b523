package dev.evert.sql.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Matches a text with the patterns of an array.
 *
 * @param kind how it is matched
 * @param negated whether it must not match
 * @param all whether this has to hold for all patterns, not just for one
 */
public record PatternTest(Kind kind, boolean negated, boolean all) {

  /** Kinds of patterns. */
  public enum Kind {
    LIKE,
    ILIKE,
    REGEX,
    REGEX_ANY_CASE,
    START
  }

  /** The test of an operator, or null if it is none of patterns. */
  public static @Nullable PatternTest of(String operator, boolean all) {
    boolean negated = operator.startsWith("!");
    Kind kind =
        switch (negated ? operator.substring(1) : operator) {
          case "~~" -> Kind.LIKE;
          case "~~*" -> Kind.ILIKE;
          case "~" -> Kind.REGEX;
          case "~*" -> Kind.REGEX_ANY_CASE;
          case "^@" -> Kind.START;
          default -> null;
        };
    return kind == null ? null : new PatternTest(kind, negated, all);
  }

  /** Whether the test holds; null if that is not known. */
  public static @Nullable Boolean test(@Nullable Slice text, Slice patterns, PatternTest test) {
    boolean sawNull = false;
    for (Slice pattern : ArrayTexts.texts(patterns)) {
      if (text == null || pattern == null) {
        sawNull = true;
      } else if ((test.matches(text, pattern) != test.negated) != test.all) {
        return !test.all;
      }
    }
    return sawNull ? null : Boolean.valueOf(test.all);
  }

  private boolean matches(Slice text, Slice pattern) {
    return switch (kind) {
      case LIKE -> Patterns.like(text, pattern);
      case ILIKE -> Patterns.ilike(text, pattern);
      case REGEX -> RegexMatching.like(text, pattern);
      case REGEX_ANY_CASE -> RegexMatching.likeAnyCase(text, pattern);
      case START -> Texts.startsWith(text, pattern);
    };
  }
}
