package dev.evert.sql.parse;

import dev.evert.sql.syntax.Span;

/**
 * Characters by their numbers in strings and names that begin with {@code U&}: {@code \0061} and
 * {@code \+000061}, or with another sign that {@code uescape} names.
 */
final class UnicodeEscapes {
  private static final String WORD = "uescape";

  private final String text;
  private final int start;
  private char sign = '\\';
  private int end;

  /** For what stands in a text from one place to another. */
  UnicodeEscapes(String text, int start, int end) {
    this.text = text;
    this.start = start;
    this.end = end;
    findSign();
  }

  /** Where it ends, with {@code uescape} and its sign. */
  int end() {
    return end;
  }

  private void findSign() {
    int at = blanks(end);
    if (at == end || !text.regionMatches(true, at, WORD, 0, WORD.length())) {
      return;
    }
    at = blanks(at + WORD.length());
    if (at + 2 >= text.length() || text.charAt(at) != '\'' || text.charAt(at + 2) != '\'') {
      throw wrong(at, at + 1, "uescape is followed by one sign in quotes");
    }
    sign = text.charAt(at + 1);
    boolean unfit = DecodedText.digit(sign, 16) >= 0 || "+'\"".indexOf(sign) >= 0;
    if (unfit || Character.isWhitespace(sign)) {
      throw wrong(at, at + 3, "invalid Unicode escape character");
    }
    end = at + 3;
  }

  private int blanks(int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** What the characters between the quotes mean. */
  String decode(String inner) {
    DecodedText out = new DecodedText(() -> wrong(start, end, "invalid Unicode surrogate pair"));
    int at = 0;
    while (at < inner.length()) {
      char c = inner.charAt(at++);
      if (c != sign) {
        out.append(c);
      } else if (at < inner.length() && inner.charAt(at) == sign) {
        out.append(inner.charAt(at++));
      } else {
        boolean six = at < inner.length() && inner.charAt(at) == '+';
        int from = six ? at + 1 : at;
        at = from + (six ? 6 : 4);
        out.appendCode(code(inner, from, at));
      }
    }
    return out.finish();
  }

  private int code(String inner, int from, int to) {
    boolean digits =
        to <= inner.length()
            && inner.substring(from, to).chars().allMatch(c -> DecodedText.digit(c, 16) >= 0);
    int code = digits ? Integer.parseInt(inner, from, to, 16) : 0;
    if (code == 0 || code > Character.MAX_CODE_POINT) {
      throw wrong(start, end, "invalid Unicode escape");
    }
    return code;
  }

  private RuntimeException wrong(int from, int to, String what) {
    return Failure.syntax(text, new Span(from, Math.min(to, text.length())), what);
  }
}
