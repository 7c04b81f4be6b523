package dev.evert.spi.text;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.nio.charset.StandardCharsets;

/** The escapes in JSON strings. */
final class JsonStrings {
  private JsonStrings() {}

  /**
   * The string between the quotes, its escapes known to be well formed.
   *
   * @param start where the JSON starts, from which errors count
   */
  static String unescape(byte[] bytes, int from, int to, int start) {
    StringBuilder out = new StringBuilder(to - from);
    int at = from;
    while (at < to) {
      int plain = at;
      while (plain < to && bytes[plain] != '\\') {
        plain++;
      }
      out.append(new String(bytes, at, plain - at, StandardCharsets.UTF_8));
      at = plain < to ? unescapeOne(bytes, plain + 1, out) : plain;
    }
    checkSurrogates(out, from - start);
    return out.toString();
  }

  private static int unescapeOne(byte[] bytes, int at, StringBuilder out) {
    char c = (char) bytes[at];
    switch (c) {
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'u' -> {
        int unit = 0;
        for (int i = at + 1; i < at + 5; i++) {
          unit = unit << 4 | Character.digit(bytes[i], 16);
        }
        out.append((char) unit);
        return at + 5;
      }
      default -> out.append(c);
    }
    return at + 1;
  }

  private static void checkSurrogates(StringBuilder out, int offset) {
    for (int i = 0; i < out.length(); i++) {
      if (Character.isSurrogate(out.charAt(i))) {
        boolean pair =
            i + 1 < out.length() && Character.isSurrogatePair(out.charAt(i), out.charAt(i + 1));
        if (!pair) {
          throw new EvertException(
              ErrorCode.INVALID_TEXT,
              "invalid JSON: the string at byte " + offset + " has half of a surrogate pair");
        }
        i++;
      }
    }
  }

  /** A byte as people read it. */
  static String show(byte c) {
    return c > ' ' && c < 127 ? "\"" + (char) c + "\"" : String.format("byte 0x%02x", c);
  }
}
