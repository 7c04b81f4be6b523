package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;

/** {@code like} and {@code ilike} over UTF-8. */
public final class Patterns {
  private static final int NO_ESCAPE = -1;

  private final Slice text;
  private final Slice pattern;
  private final int escape;

  private Patterns(Slice text, Slice pattern, int escape) {
    this.text = text;
    this.pattern = pattern;
    this.escape = escape;
  }

  /** Whether the text matches, with the backslash as the escape. */
  public static boolean like(Slice text, Slice pattern) {
    return new Patterns(text, pattern, '\\').matches();
  }

  /** Whether the text does not match, with the backslash as the escape. */
  public static boolean unlike(Slice text, Slice pattern) {
    return !like(text, pattern);
  }

  /** Whether the text does not match, upper and lower case being the same. */
  public static boolean unlikeAnyCase(Slice text, Slice pattern) {
    return !ilike(text, pattern);
  }

  /** Whether the text matches, with an escape of one character, or none if it is empty. */
  public static boolean like(Slice text, Slice pattern, Slice escape) {
    requireOne(escape);
    if (escape.size() > 1) {
      return new Patterns(text, backslashed(pattern, escape), '\\').matches();
    }
    return new Patterns(text, pattern, escape.size() == 0 ? NO_ESCAPE : escape.at(0)).matches();
  }

  private static void requireOne(Slice escape) {
    if (Texts.length(escape) > 1) {
      throw new EvertException(
          ErrorCode.INVALID_ARGUMENT, "an escape must be empty or one character");
    }
  }

  /** A pattern in which the backslash is a letter like others. */
  private static Slice unescaped(Slice pattern) {
    return Slice.of(pattern.toString().replace("\\", "\\\\"));
  }

  /** Whether the text matches, upper and lower case being the same. */
  public static boolean ilike(Slice text, Slice pattern) {
    return like(Letters.lower(text), Letters.lower(pattern));
  }

  /** Whether the text matches, upper and lower case being the same. */
  public static boolean ilike(Slice text, Slice pattern, Slice escape) {
    requireOne(escape);
    Slice plain = escape.size() == 0 ? unescaped(pattern) : backslashed(pattern, escape);
    return like(Letters.lower(text), Letters.lower(plain));
  }

  /** The pattern with the backslash in place of another escape. */
  private static Slice backslashed(Slice pattern, Slice escape) {
    int sign = escape.toString().codePointAt(0);
    StringBuilder out = new StringBuilder();
    boolean escaped = false;
    for (int next : pattern.toString().codePoints().toArray()) {
      if (next == sign && !escaped) {
        escaped = true;
        out.append('\\');
        continue;
      }
      if (next == '\\' && sign != '\\' && !escaped) {
        out.append('\\');
      }
      out.appendCodePoint(next);
      escaped = false;
    }
    return Slice.of(out.toString());
  }

  /** Goes back to the last percent sign where a try fails; the one before it need not be tried. */
  private boolean matches() {
    int t = 0;
    int p = 0;
    int afterPercent = -1;
    int retry = 0;
    while (t < text.size() || p < pattern.size()) {
      if (p < pattern.size() && pattern.at(p) == '%' && escape != '%') {
        afterPercent = ++p;
        retry = t;
        continue;
      }
      int step = t < text.size() && p < pattern.size() ? step(t, p) : 0;
      if (step != 0) {
        t = step == 1 && pattern.at(p) == '_' ? next(t) : t + 1;
        p += step;
      } else if (afterPercent >= 0 && retry < text.size()) {
        retry = next(retry);
        t = retry;
        p = afterPercent;
      } else {
        return false;
      }
    }
    return true;
  }

  /** How many bytes of the pattern match what is at {@code t}; 0 if it does not match. */
  private int step(int t, int p) {
    byte sign = pattern.at(p);
    if (sign == escape) {
      if (p + 1 == pattern.size()) {
        throw new EvertException(
            ErrorCode.INVALID_ARGUMENT, "a like pattern must not end with its escape");
      }
      return pattern.at(p + 1) == text.at(t) ? 2 : 0;
    }
    return sign == '_' || sign == text.at(t) ? 1 : 0;
  }

  private int next(int at) {
    int next = at + 1;
    while (next < text.size() && !Texts.isStart(text.at(next))) {
      next++;
    }
    return next;
  }
}
