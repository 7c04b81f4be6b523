package dev.evert.spi.text;

import java.util.HexFormat;
import java.util.UUID;

/** Reads a uuid: 32 digits, a hyphen allowed after each four, braces allowed around it. */
final class UuidText {
  private static final int DIGITS = 32;

  private UuidText() {}

  static UUID parse(String text) {
    int at = 0;
    int end = text.length();
    if (end >= 2 && text.charAt(0) == '{' && text.charAt(end - 1) == '}') {
      at++;
      end--;
    }
    long high = 0;
    long low = 0;
    int digits = 0;
    while (at < end && digits < DIGITS) {
      char c = text.charAt(at++);
      if (!HexFormat.isHexDigit(c)) {
        throw Invalid.syntax("uuid", text);
      }
      high = high << 4 | low >>> 60;
      low = low << 4 | HexFormat.fromHexDigit(c);
      digits++;
      boolean mayPause = digits % 4 == 0 && digits < DIGITS;
      if (mayPause && at < end && text.charAt(at) == '-') {
        at++;
      }
    }
    if (digits < DIGITS || at < end) {
      throw Invalid.syntax("uuid", text);
    }
    return new UUID(high, low);
  }
}
