package dev.evert.sql.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A template of dates and times, cut into fields and the text between them. */
final class DateTokens {
  /** In the order in which they are tried: a field comes before those that it begins with. */
  private static final List<String> KEYWORDS =
      List.of(
          "A.D.", "A.M.", "AD", "AM", "B.C.", "BC", "CC", "DAY", "DDD", "DD", "DY", "Day", "Dy",
          "D", "FF1", "FF2", "FF3", "FF4", "FF5", "FF6", "FX", "HH24", "HH12", "HH", "IDDD", "ID",
          "IW", "IYYY", "IYY", "IY", "I", "J", "MI", "MM", "MONTH", "MON", "MS", "Month", "Mon",
          "OF", "P.M.", "PM", "Q", "RM", "SSSSS", "SSSS", "SS", "TZH", "TZM", "TZ", "US", "WW", "W",
          "Y,YYY", "YYYY", "YYY", "YY", "Y");

  /** These are not the same in lower case, or are no fields there. */
  private static final List<String> LOWER =
      KEYWORDS.stream().map(k -> k.toLowerCase(Locale.ROOT)).distinct().toList();

  private DateTokens() {}

  /**
   * A field or a character.
   *
   * @param field in the case in which it was written; null for a character
   * @param text the character; empty for a field
   * @param fill whether the field is filled up to its width
   * @param local whether names are those of the locale
   * @param ordinal {@code TH}, {@code th} or empty
   */
  record Token(@Nullable String field, String text, boolean fill, boolean local, String ordinal) {}

  /** The template of a text. */
  static List<Token> of(String template) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < template.length()) {
      boolean fill = true;
      boolean local = false;
      if (startsWithAnyCase(template, at, "FM")) {
        fill = false;
        at += 2;
      } else if (startsWithAnyCase(template, at, "TM")) {
        local = true;
        at += 2;
      }
      String field = keyword(template, at);
      if (field != null) {
        at += field.length();
        String ordinal = "";
        if (template.startsWith("TH", at) || template.startsWith("th", at)) {
          ordinal = template.substring(at, at + 2);
          at += 2;
        } else if (template.startsWith("SP", at)) {
          at += 2;
        }
        tokens.add(new Token(field, "", fill, local, ordinal));
      } else if (at < template.length()) {
        at = literal(template, at, tokens);
      }
    }
    return tokens;
  }

  private static boolean startsWithAnyCase(String template, int at, String prefix) {
    return template.startsWith(prefix, at)
        || template.startsWith(prefix.toLowerCase(Locale.ROOT), at);
  }

  private static @Nullable String keyword(String template, int at) {
    for (List<String> keywords : List.of(KEYWORDS, LOWER)) {
      for (String keyword : keywords) {
        if (template.startsWith(keyword, at)) {
          return keyword;
        }
      }
    }
    return null;
  }

  private static int literal(String template, int from, List<Token> tokens) {
    int at = from;
    if (template.charAt(at) != '"') {
      if (template.startsWith("\\\"", at)) {
        at++;
      }
      return character(template, at, tokens);
    }
    at++;
    while (at < template.length() && template.charAt(at) != '"') {
      if (template.charAt(at) == '\\' && at + 1 < template.length()) {
        at++;
      }
      at = character(template, at, tokens);
    }
    return at + 1;
  }

  private static int character(String template, int at, List<Token> tokens) {
    int end = template.offsetByCodePoints(at, 1);
    tokens.add(new Token(null, template.substring(at, end), true, false, ""));
    return end;
  }
}
