package dev.evert.spi.text;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes: {@code \x} and hexadecimal digits; reads the older form with octal escapes too. */
final class ByteaText {
  private static final HexFormat HEX = HexFormat.of();

  private ByteaText() {}

  static void format(byte[] value, StringBuilder out) {
    out.append("\\x");
    HEX.formatHex(out, value);
  }

  static byte[] parse(String text) {
    return text.startsWith("\\x") ? parseHex(text) : parseEscaped(text);
  }

  private static byte[] parseHex(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() / 2);
    int at = 2;
    while (at < text.length()) {
      if (Blank.is(text.charAt(at))) {
        at++;
        continue;
      }
      int high = hexDigit(text.charAt(at));
      if (at + 1 == text.length()) {
        throw new EvertException(
            ErrorCode.INVALID_TEXT, "invalid hexadecimal data: odd number of digits");
      }
      bytes.write(high << 4 | hexDigit(text.charAt(at + 1)));
      at += 2;
    }
    return bytes.toByteArray();
  }

  private static int hexDigit(char c) {
    if (!HexFormat.isHexDigit(c)) {
      throw new EvertException(ErrorCode.INVALID_TEXT, "invalid hexadecimal digit: \"" + c + "\"");
    }
    return HexFormat.fromHexDigit(c);
  }

  private static byte[] parseEscaped(String text) {
    byte[] source = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(source.length);
    int at = 0;
    while (at < source.length) {
      if (source[at] != '\\') {
        bytes.write(source[at++]);
      } else if (at + 1 < source.length && source[at + 1] == '\\') {
        bytes.write('\\');
        at += 2;
      } else {
        bytes.write(octal(source, at + 1, text));
        at += 4;
      }
    }
    return bytes.toByteArray();
  }

  private static int octal(byte[] source, int at, String text) {
    if (at + 3 > source.length || source[at] < '0' || source[at] > '3') {
      throw Invalid.syntax("bytea", text);
    }
    int value = 0;
    for (int i = at; i < at + 3; i++) {
      if (source[i] < '0' || source[i] > '7') {
        throw Invalid.syntax("bytea", text);
      }
      value = value << 3 | source[i] - '0';
    }
    return value;
  }
}
