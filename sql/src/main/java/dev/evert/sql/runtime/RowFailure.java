package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;

/** Failures of the JDK that concern one row alone, as what its error is. */
public final class RowFailure {
  private RowFailure() {}

  /** Called by generated code where a number is beyond what a function can reckon with. */
  public static EvertException of(ArithmeticException failure) {
    return new EvertException(
        ErrorCode.NUMERIC_OUT_OF_RANGE,
        "value out of range: " + failure.getMessage(),
        null,
        failure);
  }

  /**
   * Called by generated code where a value is nested too deeply for the stack. The failure itself
   * is not kept: its trace has a thousand lines that say the same.
   */
  public static EvertException of(StackOverflowError failure) {
    return new EvertException(
        ErrorCode.LIMIT_EXCEEDED, "a value is nested too deeply to be evaluated");
  }
}
