package dev.evert.sql.generate;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;

/** What generated code makes of failures of the JDK's arithmetic. */
final class RowFailure {
  private RowFailure() {}

  /** Called by generated code. */
  static EvertException of(ArithmeticException failure) {
    return new EvertException(
        ErrorCode.NUMERIC_OUT_OF_RANGE,
        "value out of range: " + failure.getMessage(),
        null,
        failure);
  }
}
