package dev.evert.spi.text;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.Type;

/** Strings, within their declared lengths, and the labels of enumerations. */
final class StringText {
  private StringText() {}

  static String parseText(Type.Text type, String text) {
    checkZero(text);
    return type.maxLength() == Type.Text.UNBOUNDED ? text : fit(type, type.maxLength(), text);
  }

  static String parseChar(Type.Char type, String text) {
    checkZero(text);
    if (type.length() == Type.Char.UNBOUNDED) {
      return text;
    }
    String fitting = fit(type, type.length(), text);
    int length = fitting.codePointCount(0, fitting.length());
    return fitting + " ".repeat(type.length() - length);
  }

  static String parseLabel(Type.Enumeration type, String text) {
    if (!type.labels().contains(text)) {
      throw new EvertException(
          ErrorCode.INVALID_TEXT,
          "invalid input value for enum " + type.name() + ": \"" + Invalid.cut(text) + "\"");
    }
    return text;
  }

  static String checkZero(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new EvertException(
          ErrorCode.INVALID_TEXT, "invalid byte sequence for encoding \"UTF8\": 0x00");
    }
    return text;
  }

  /** As SQL wants it: blanks beyond the limit are cut in silence, other characters are an error. */
  private static String fit(Type type, int limit, String text) {
    if (text.length() <= limit || text.codePointCount(0, text.length()) <= limit) {
      return text;
    }
    int end = text.offsetByCodePoints(0, limit);
    for (int i = end; i < text.length(); i++) {
      if (text.charAt(i) != ' ') {
        throw new EvertException(
            ErrorCode.STRING_TOO_LONG, "value too long for type " + type.sql());
      }
    }
    return text.substring(0, end);
  }
}
