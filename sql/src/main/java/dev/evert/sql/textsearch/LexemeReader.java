package dev.evert.sql.textsearch;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads lexemes as vectors and queries are written: plain, in quotes, with escapes. */
final class LexemeReader {
  private static final int MAX_BYTES = 2046;

  private final String text;
  private final Mode mode;
  private int at;

  /** What the lexemes stand in. */
  enum Mode {
    VECTOR,
    QUERY,
    WEB
  }

  LexemeReader(String text, Mode mode) {
    this.text = text;
    this.mode = mode;
  }

  int at() {
    return at;
  }

  void moveTo(int place) {
    at = place;
  }

  /** The next character, or -1 at the end. */
  int peek() {
    return at < text.length() ? text.codePointAt(at) : -1;
  }

  void skip() {
    at += Character.charCount(peek());
  }

  boolean take(char c) {
    boolean found = peek() == c;
    at += found ? 1 : 0;
    return found;
  }

  void skipSpaces() {
    while (Letters.isSpace(peek())) {
      skip();
    }
  }

  /** The next lexeme, or null at the end. */
  @Nullable String lexeme() {
    skipSpaces();
    if (at >= text.length()) {
      return null;
    }
    String lexeme = mode != Mode.WEB && take('\'') ? quoted() : plain();
    if (lexeme.isEmpty()) {
      throw syntax();
    }
    return lexeme;
  }

  private String quoted() {
    StringBuilder out = new StringBuilder();
    while (true) {
      if (at >= text.length()) {
        throw syntax();
      }
      if (take('\\')) {
        escaped(out);
      } else if (!take('\'')) {
        append(out);
      } else if (take('\'')) {
        out.append('\'');
      } else {
        return out.toString();
      }
    }
  }

  private String plain() {
    StringBuilder out = new StringBuilder();
    while (at < text.length()) {
      int c = peek();
      boolean first = out.isEmpty();
      if (c == '\\' && mode != Mode.WEB) {
        at++;
        escaped(out);
      } else if (Letters.isSpace(c) || ends(c) || (c == ':' && !first)) {
        break;
      } else {
        append(out);
      }
    }
    return out.toString();
  }

  private boolean ends(int c) {
    return switch (mode) {
      case VECTOR -> false;
      case QUERY -> isOperator(c);
      case WEB -> isOperator(c) || c == '"';
    };
  }

  static boolean isOperator(int c) {
    return c >= 0 && "!&|()<".indexOf(c) >= 0;
  }

  private void escaped(StringBuilder out) {
    if (at >= text.length()) {
      throw new EvertException(
          ErrorCode.SEARCH_SYNTAX, "there is no escaped character: \"" + text + "\"");
    }
    append(out);
  }

  private void append(StringBuilder out) {
    out.appendCodePoint(peek());
    skip();
  }

  /** The places after a lexeme of a vector. */
  int[] places() {
    if (!take(':')) {
      return new int[0];
    }
    int[] places = new int[1];
    int count = 0;
    do {
      if (count == places.length) {
        places = Arrays.copyOf(places, 2 * count);
      }
      places[count++] = place();
    } while (take(','));
    if (at < text.length() && !Letters.isSpace(peek())) {
      throw syntax();
    }
    return Arrays.copyOf(places, count);
  }

  private int place() {
    long position = 0;
    int start = at;
    while (Letters.isDigit(peek())) {
      position = Math.min(10 * position + peek() - '0', Lexeme.MAX_POSITION);
      at++;
    }
    if (at == start) {
      throw syntax();
    }
    if (position == 0) {
      throw new EvertException(
          ErrorCode.SEARCH_SYNTAX, "wrong position info in tsvector: \"" + text + "\"");
    }
    int weight =
        switch (peek()) {
          case 'a', 'A', '*' -> 3;
          case 'b', 'B' -> 2;
          case 'c', 'C' -> 1;
          case 'd', 'D' -> 0;
          default -> -1;
        };
    at += weight >= 0 ? 1 : 0;
    while (Letters.isDigit(peek())) {
      at++;
    }
    return Lexeme.place((int) position, Math.max(weight, 0));
  }

  /** Fails if the lexeme is longer than any may be. */
  static String checked(String lexeme) {
    int bytes = lexeme.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      throw new EvertException(
          ErrorCode.LIMIT_EXCEEDED,
          "word is too long (" + bytes + " bytes, max " + MAX_BYTES + " bytes)");
    }
    return lexeme;
  }

  EvertException syntax() {
    String type = mode == Mode.VECTOR ? "tsvector" : "tsquery";
    return new EvertException(
        ErrorCode.SEARCH_SYNTAX, "syntax error in " + type + ": \"" + text + "\"");
  }
}
