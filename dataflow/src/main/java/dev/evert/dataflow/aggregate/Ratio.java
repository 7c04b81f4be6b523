package dev.evert.dataflow.aggregate;

import java.math.BigInteger;

/** Rounds exact quotients to binary floating-point numbers, once, to the nearest, ties to even. */
final class Ratio {
  private static final int LEAST_EXPONENT = -1074;

  private Ratio() {}

  /** The double nearest to {@code dividend / divisor * 2^exponent}; the divisor is positive. */
  static double toDouble(BigInteger dividend, BigInteger divisor, int exponent) {
    double magnitude = rounded(dividend.abs(), divisor, exponent, Double.PRECISION, LEAST_EXPONENT);
    return dividend.signum() < 0 ? -magnitude : magnitude;
  }

  /**
   * The number of a format nearest to {@code dividend / divisor * 2^exponent}, as a double.
   *
   * @param dividend not negative
   * @param precision how many bits the format has
   * @param leastExponent of the format's least number
   */
  static double rounded(
      BigInteger dividend, BigInteger divisor, int exponent, int precision, int leastExponent) {
    if (dividend.signum() == 0) {
      return 0;
    }
    int wanted = divisor.bitLength() + precision + 2;
    int shift = Math.max(0, wanted - dividend.bitLength());
    BigInteger[] parts = dividend.shiftLeft(shift).divideAndRemainder(divisor);
    return round(parts[0], exponent - shift, parts[1].signum() != 0, precision, leastExponent);
  }

  private static double round(
      BigInteger number, int exponent, boolean inexact, int precision, int leastExponent) {
    int drop = Math.max(number.bitLength() - precision, leastExponent - exponent);
    if (drop <= 0) {
      return Math.scalb((double) number.longValueExact(), exponent);
    }
    long kept = number.shiftRight(drop).longValueExact();
    if (number.testBit(drop - 1)) {
      boolean above = inexact || number.getLowestSetBit() < drop - 1;
      kept += above || (kept & 1) != 0 ? 1 : 0;
    }
    return Math.scalb((double) kept, exponent + drop);
  }
}
