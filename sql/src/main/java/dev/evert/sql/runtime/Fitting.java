package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;

/** Brings a string into a column of limited length: only blanks at its end may be cut. */
public final class Fitting {
  private Fitting() {}

  /**
   * The text without the blanks beyond {@code length} characters.
   *
   * @throws EvertException STRING_TOO_LONG if anything else is beyond
   */
  public static Slice fit(Slice text, int length) {
    String value = text.toString();
    int characters = value.codePointCount(0, value.length());
    if (characters <= length) {
      return text;
    }
    int end = value.offsetByCodePoints(0, length);
    if (!value.substring(end).isBlank()) {
      throw new EvertException(
          ErrorCode.STRING_TOO_LONG,
          "value too long for " + length + " characters: it has " + characters);
    }
    return Slice.of(value.substring(0, end));
  }
}
