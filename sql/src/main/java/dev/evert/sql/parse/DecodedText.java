package dev.evert.sql.parse;

import java.util.function.Supplier;

/**
 * A text that comes about of characters and of the numbers of characters. Two numbers that are the
 * halves of a surrogate pair are one character; half a pair is none.
 */
final class DecodedText {
  private final StringBuilder out = new StringBuilder();
  private final Supplier<RuntimeException> unpaired;
  private char high;

  /**
   * An empty text.
   *
   * @param unpaired what is thrown where half a pair stands alone
   */
  DecodedText(Supplier<RuntimeException> unpaired) {
    this.unpaired = unpaired;
  }

  /** A character as it is written. */
  void append(char c) {
    requirePaired();
    out.append(c);
  }

  /** A character by its number. */
  void appendCode(int code) {
    boolean half = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
    if (half && Character.isLowSurrogate((char) code)) {
      appendLow((char) code);
      return;
    }
    requirePaired();
    if (half) {
      high = (char) code;
    } else {
      out.appendCodePoint(code);
    }
  }

  private void appendLow(char low) {
    if (high == 0) {
      throw unpaired.get();
    }
    out.append(high).append(low);
    high = 0;
  }

  private void requirePaired() {
    if (high != 0) {
      throw unpaired.get();
    }
  }

  /** The text, which ends here. */
  String finish() {
    requirePaired();
    return out.toString();
  }

  /** The value of a digit of ASCII; negative if it is none. */
  static int digit(int c, int radix) {
    return c < 0x80 ? Character.digit(c, radix) : -1;
  }
}
