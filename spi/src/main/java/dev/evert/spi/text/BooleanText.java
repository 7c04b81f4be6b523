package dev.evert.spi.text;

import java.util.Locale;

/** {@code t} and {@code f}; reads any unambiguous beginning of the words that SQL has for them. */
final class BooleanText {
  private BooleanText() {}

  static void format(boolean value, StringBuilder out) {
    out.append(value ? 't' : 'f');
  }

  static boolean parse(String text) {
    String word = Blank.strip(text).toLowerCase(Locale.ROOT);
    if (word.isEmpty() || word.equals("o")) {
      throw Invalid.syntax("boolean", text);
    }
    if ("true".startsWith(word) || "yes".startsWith(word) || "on".equals(word)) {
      return true;
    }
    if ("false".startsWith(word) || "no".startsWith(word) || "off".startsWith(word)) {
      return false;
    }
    if (word.equals("1") || word.equals("0")) {
      return word.equals("1");
    }
    throw Invalid.syntax("boolean", text);
  }
}
