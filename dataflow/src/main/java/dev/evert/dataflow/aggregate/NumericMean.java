package dev.evert.dataflow.aggregate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Divides a sum by a count with as many digits as PostgreSQL's numeric division gives. */
final class NumericMean {
  private static final int BASE_DIGITS = 4;
  private static final int LEAST_SIGNIFICANT_DIGITS = 16;
  private static final int MAX_SCALE = 1000;

  private NumericMean() {}

  static BigDecimal of(BigDecimal sum, long count) {
    BigDecimal divisor = BigDecimal.valueOf(count);
    return sum.divide(divisor, scale(sum, divisor), RoundingMode.HALF_UP);
  }

  /** At least 16 significant digits, judged by the first base-10000 digits of both numbers. */
  static int scale(BigDecimal dividend, BigDecimal divisor) {
    int dividendWeight = weight(dividend);
    int divisorWeight = weight(divisor);
    int quotientWeight = dividendWeight - divisorWeight;
    if (firstDigit(dividend, dividendWeight) <= firstDigit(divisor, divisorWeight)) {
      quotientWeight--;
    }
    int scale = LEAST_SIGNIFICANT_DIGITS - quotientWeight * BASE_DIGITS;
    return Math.min(Math.max(Math.max(scale, dividend.scale()), 0), MAX_SCALE);
  }

  /** The exponent, in powers of 10000, of the first digit that is not zero; 0 for zero. */
  private static int weight(BigDecimal number) {
    if (number.signum() == 0) {
      return 0;
    }
    return Math.floorDiv(number.precision() - number.scale() - 1, BASE_DIGITS);
  }

  private static int firstDigit(BigDecimal number, int weight) {
    if (number.signum() == 0) {
      return 0;
    }
    BigInteger digit =
        number
            .abs()
            .scaleByPowerOfTen(-weight * BASE_DIGITS)
            .setScale(0, RoundingMode.DOWN)
            .unscaledValue();
    return digit.intValueExact();
  }
}
