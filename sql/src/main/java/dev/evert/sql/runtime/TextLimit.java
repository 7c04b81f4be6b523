package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowFormat;

/** How long strings may become. */
final class TextLimit {
  /** A string is written with escapes, up to twice as long, and must fit into a row. */
  static final int MAX_BYTES = RowFormat.MAX_ROW_BYTES / 2;

  private TextLimit() {}

  /** The size, which is one that a string may have. */
  static int check(long sizeBytes) {
    if (sizeBytes > MAX_BYTES) {
      throw new EvertException(
          ErrorCode.LIMIT_EXCEEDED,
          "a string would have " + sizeBytes + " bytes, the most is " + MAX_BYTES);
    }
    return (int) sizeBytes;
  }

  static EvertException invalid(String message) {
    return new EvertException(ErrorCode.INVALID_ARGUMENT, message);
  }

  static EvertException negativeLength() {
    return new EvertException(ErrorCode.NEGATIVE_LENGTH, "negative substring length not allowed");
  }

  /** A text that is none of the values that are wanted. */
  static EvertException malformed(String message) {
    return new EvertException(ErrorCode.INVALID_TEXT, message);
  }

  static EvertException limit(String message) {
    return new EvertException(ErrorCode.LIMIT_EXCEEDED, message);
  }

  /** A null where there may be none. */
  static EvertException nullArgument(String message) {
    return new EvertException(ErrorCode.NULL_ARGUMENT, message);
  }

  /** Values that do not fit together. */
  static EvertException data(String message) {
    return new EvertException(ErrorCode.BAD_VALUE, message);
  }
}
