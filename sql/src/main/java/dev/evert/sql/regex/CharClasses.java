package dev.evert.sql.regex;

import org.jspecify.annotations.Nullable;

/** The classes of characters that have names; they go by Unicode. */
final class CharClasses {
  static final CharSet DIGIT = CharSet.where(Character::isDigit);
  static final CharSet SPACE = CharSet.where(CharClasses::isSpace);
  static final CharSet ALPHA = CharSet.where(Character::isLetter);
  static final CharSet ALNUM = DIGIT.union(ALPHA);
  static final CharSet WORD = ALNUM.union(CharSet.of('_'));
  static final CharSet NEWLINE = CharSet.of('\n');

  private CharClasses() {}

  private static boolean isSpace(int c) {
    return (c >= '\t' && c <= '\r')
        || c == 0x85
        || Character.getType(c) == Character.SPACE_SEPARATOR
        || c == 0x2028
        || c == 0x2029;
  }

  /** The class of a name, or null if there is none. */
  static @Nullable CharSet named(String name) {
    return switch (name) {
      case "alpha" -> ALPHA;
      case "digit" -> DIGIT;
      case "alnum" -> ALNUM;
      case "word" -> WORD;
      case "space" -> SPACE;
      case "upper" -> CharSet.where(Character::isUpperCase);
      case "lower" -> CharSet.where(Character::isLowerCase);
      case "blank" ->
          CharSet.where(c -> c == '\t' || Character.getType(c) == Character.SPACE_SEPARATOR);
      case "punct" -> CharSet.where(CharClasses::isPunctuation);
      case "cntrl" -> CharSet.where(Character::isISOControl);
      case "xdigit" ->
          CharSet.range('0', '9').union(CharSet.range('a', 'f')).union(CharSet.range('A', 'F'));
      case "ascii" -> CharSet.range(0, 127);
      case "print" -> CharSet.where(c -> isGraphic(c) || isBlankOnly(c));
      case "graph" -> CharSet.where(CharClasses::isGraphic);
      default -> null;
    };
  }

  private static boolean isBlankOnly(int c) {
    return Character.getType(c) == Character.SPACE_SEPARATOR;
  }

  private static boolean isGraphic(int c) {
    return Character.isDefined(c)
        && !Character.isISOControl(c)
        && !isSpace(c)
        && Character.getType(c) != Character.SURROGATE;
  }

  private static boolean isPunctuation(int c) {
    return isGraphic(c)
        && !Character.isLetterOrDigit(c)
        && Character.getType(c) != Character.FORMAT;
  }
}
