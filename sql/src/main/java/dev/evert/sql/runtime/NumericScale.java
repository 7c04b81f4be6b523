package dev.evert.sql.runtime;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * How many digits after the point inexact results have: PostgreSQL aims at 16 significant digits
 * and counts in groups of four, so that this must too.
 */
final class NumericScale {
  static final int MIN_SIGNIFICANT_DIGITS = 16;
  static final int MAX_DISPLAY_SCALE = 1000;
  static final int GROUP_DIGITS = 4;

  /** The most digits after the point that a function computes. */
  static final int MAX_RESULT_SCALE = 2000;

  private NumericScale() {}

  /** Of a quotient. */
  static int ofQuotient(BigDecimal dividend, BigDecimal divisor) {
    int weight = weight(dividend) - weight(divisor);
    if (firstGroup(dividend) <= firstGroup(divisor)) {
      weight--;
    }
    int scale = MIN_SIGNIFICANT_DIGITS - weight * GROUP_DIGITS;
    scale = Math.max(scale, Math.max(dividend.scale(), divisor.scale()));
    return Math.clamp(scale, 0, MAX_DISPLAY_SCALE);
  }

  /**
   * Of a function's result.
   *
   * @param exponent the power of ten of the result's first digit, about
   * @param least the scale of the arguments, which the result has at least
   */
  static int result(int exponent, int least) {
    return Math.clamp(Math.max(MIN_SIGNIFICANT_DIGITS - exponent, least), 0, MAX_DISPLAY_SCALE);
  }

  /** The place of the first group of four digits, counted from the point: 0 for 1 to 9999. */
  static int weight(BigDecimal value) {
    return value.signum() == 0 ? 0 : Math.floorDiv(exponent(value), GROUP_DIGITS);
  }

  /** The first group of four digits, 1 to 9999, or 0 for 0. */
  static int firstGroup(BigDecimal value) {
    return (int) firstGroups(value, 1);
  }

  /** The first so many groups of four digits as one number, or 0 for 0. */
  static long firstGroups(BigDecimal value, int groups) {
    if (value.signum() == 0) {
      return 0;
    }
    int digits = Math.floorMod(exponent(value), GROUP_DIGITS) + 1 + (groups - 1) * GROUP_DIGITS;
    int drop = value.precision() - digits;
    BigInteger unscaled = value.unscaledValue().abs();
    if (drop <= 0) {
      return unscaled.multiply(BigInteger.TEN.pow(-drop)).longValue();
    }
    return unscaled.divide(BigInteger.TEN.pow(drop)).longValue();
  }

  /** The power of ten of the first digit. */
  static int exponent(BigDecimal value) {
    return value.precision() - value.scale() - 1;
  }
}
