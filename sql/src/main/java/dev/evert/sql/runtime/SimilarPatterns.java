package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;

/**
 * Patterns of {@code similar to} as regular expressions. The three parts of a pattern between which
 * there are escaped quotes are to be short, long and short: the first is made so, and the second,
 * which is captured.
 */
public final class SimilarPatterns {
  private final int[] pattern;
  private final int escape;
  private final StringBuilder out = new StringBuilder("^(?:");
  private int at;
  private int separators;

  private SimilarPatterns(Slice pattern, int escape) {
    this.pattern = Regexes.codePoints(pattern);
    this.escape = escape;
  }

  /** With the backslash to escape. */
  public static Slice escape(Slice pattern) {
    return new SimilarPatterns(pattern, '\\').translate();
  }

  /** With another character to escape, or none. */
  public static Slice escape(Slice pattern, Slice escape) {
    int[] characters = Regexes.codePoints(escape);
    if (characters.length > 1) {
      throw new EvertException(
          ErrorCode.BAD_ESCAPE, "invalid escape string: must be empty or one character");
    }
    return new SimilarPatterns(pattern, characters.length == 0 ? -1 : characters[0]).translate();
  }

  private Slice translate() {
    while (at < pattern.length) {
      int c = pattern[at++];
      if (c == escape) {
        if (at < pattern.length) {
          escaped(pattern[at++]);
        }
      } else if (c == '[') {
        brackets();
      } else {
        plain(c);
      }
    }
    return Slice.of(out.append(")$").toString());
  }

  private void escaped(int c) {
    if (c != '"') {
      out.append('\\').appendCodePoint(c);
      return;
    }
    switch (separators++) {
      case 0 -> out.append("){1,1}?(");
      case 1 -> out.append("){1,1}(?:");
      default ->
          throw new EvertException(
              ErrorCode.BAD_ESCAPE,
              "SQL regular expression may not contain more than two escape-double-quote"
                  + " separators");
    }
  }

  private void plain(int c) {
    switch (c) {
      case '%' -> out.append(".*");
      case '_' -> out.append('.');
      case '(' -> out.append("(?:");
      case '\\', '.', '^', '$' -> out.append('\\').appendCodePoint(c);
      default -> out.appendCodePoint(c);
    }
  }

  /** Copies a set of characters, a class inside it included, up to its end. */
  private void brackets() {
    out.append('[');
    int depth = 1;
    boolean start = true;
    while (at < pattern.length && depth > 0) {
      int c = pattern[at++];
      boolean first = start && (c == '^' || c == ']');
      start = start && c == '^';
      if (c == escape && at < pattern.length) {
        out.append('\\').appendCodePoint(pattern[at++]);
        continue;
      }
      if (c == '\\') {
        out.append('\\');
      }
      out.appendCodePoint(c);
      if (c == '[') {
        depth++;
      } else if (c == ']' && !first) {
        depth--;
      }
    }
  }
}
