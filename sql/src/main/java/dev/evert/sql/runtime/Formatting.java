package dev.evert.sql.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code format}: a text with places in it for others. */
public final class Formatting {
  private final String pattern;
  private final List<@Nullable Slice> values;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int next;

  private Formatting(String pattern, List<@Nullable Slice> values) {
    this.pattern = pattern;
    this.values = values;
  }

  /** The text with the values at its places. */
  public static Slice format(Slice pattern, Slice values) {
    return new Formatting(pattern.toString(), ArrayTexts.texts(values)).run();
  }

  private Slice run() {
    while (at < pattern.length()) {
      char c = pattern.charAt(at++);
      if (c != '%') {
        out.append(c);
      } else if (at < pattern.length() && pattern.charAt(at) == '%') {
        out.append('%');
        at++;
      } else {
        place();
      }
    }
    return Slice.of(out.toString());
  }

  private void place() {
    int number = number();
    int position = -1;
    if (number >= 0 && peek() == '$') {
      if (number == 0) {
        throw TextLimit.invalid("format specifies argument 0, but arguments are numbered from 1");
      }
      position = number;
      at++;
      number = -1;
    }
    boolean left = false;
    while (number < 0 && peek() == '-') {
      left = true;
      at++;
    }
    long width = number >= 0 ? number : width();
    if (width < 0) {
      left = true;
      width = -width;
    }
    char kind = peek();
    at++;
    if (kind != 's' && kind != 'I' && kind != 'L') {
      throw TextLimit.invalid("unrecognized format() type specifier \"" + kind + "\"");
    }
    pad(converted(kind, position > 0 ? value(position) : value(next + 1)), width, left);
  }

  private char peek() {
    if (at >= pattern.length()) {
      throw TextLimit.invalid("unterminated format() type specifier");
    }
    return pattern.charAt(at);
  }

  /** Digits, or -1 if there are none. */
  private int number() {
    int from = at;
    while (Character.isDigit(peek())) {
      at++;
    }
    if (from == at) {
      return -1;
    }
    if (at - from > 9) {
      throw Numerics.outOfRange("number is out of range");
    }
    return Integer.parseInt(pattern, from, at, 10);
  }

  /** As it stands there, or as the value says that a star is there for. */
  private long width() {
    if (peek() != '*') {
      return Math.max(number(), 0);
    }
    at++;
    int position = number();
    if (position >= 0) {
      if (peek() != '$') {
        throw TextLimit.invalid("width argument position must be ended by \"$\"");
      }
      at++;
    }
    Slice value = position >= 0 ? value(position) : value(next + 1);
    return value == null ? 0 : Integer.parseInt(value.toString());
  }

  private @Nullable Slice value(int position) {
    if (position < 1 || position > values.size()) {
      throw TextLimit.invalid("too few arguments for format()");
    }
    next = position;
    return values.get(position - 1);
  }

  private static String converted(char kind, @Nullable Slice value) {
    if (value == null) {
      if (kind == 'I') {
        throw TextLimit.nullArgument("null values cannot be formatted as an SQL identifier");
      }
      return kind == 'L' ? "NULL" : "";
    }
    return switch (kind) {
      case 'I' -> Quoting.identifier(value).toString();
      case 'L' -> Quoting.literal(value).toString();
      default -> value.toString();
    };
  }

  private void pad(String text, long width, boolean left) {
    long missing = width - text.codePointCount(0, text.length());
    TextLimit.check(missing + out.length());
    String blanks = missing > 0 ? " ".repeat((int) missing) : "";
    out.append(left ? text : blanks).append(left ? blanks : text);
  }
}
