package dev.evert.dataflow.aggregate;

import dev.evert.spi.row.BigEndian;
import dev.evert.spi.row.NumericFormat;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Decimal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Divides a sum by a count with as many digits as PostgreSQL's numeric division gives. */
final class NumericMean {
  private static final int BASE_DIGITS = 4;
  private static final int LEAST_SIGNIFICANT_DIGITS = 16;
  private static final int MAX_SCALE = 1000;
  private static final int BASE = 10_000;

  /** So many base-10000 digits hold any long. */
  private static final int WHOLE_DIGITS = 5;

  /** Rests of divisors below this can be multiplied by the base. */
  private static final long MAX_LONG_DIVISOR = Long.MAX_VALUE / BASE;

  private NumericMean() {}

  static BigDecimal of(BigDecimal sum, long count) {
    BigDecimal divisor = BigDecimal.valueOf(count);
    return sum.divide(divisor, scale(sum, divisor), RoundingMode.HALF_UP);
  }

  /** Writes what {@link #of} gives, by the digits of the written form. */
  static void write(RowWriter out, long sum, long count) {
    if (sum == Long.MIN_VALUE || count >= MAX_LONG_DIVISOR) {
      out.putNumeric(Decimal.of(of(BigDecimal.valueOf(sum), count)));
      return;
    }
    long dividend = Math.abs(sum);
    int fraction = Math.max(0, LEAST_SIGNIFICANT_DIGITS / BASE_DIGITS - weight(dividend, count));
    int[] digits = new int[WHOLE_DIGITS + fraction];
    long whole = dividend / count;
    for (int i = WHOLE_DIGITS - 1; i >= 0; i--) {
      digits[i] = (int) (whole % BASE);
      whole /= BASE;
    }
    long rest = dividend % count;
    for (int i = WHOLE_DIGITS; i < digits.length; i++) {
      digits[i] = (int) (rest * BASE / count);
      rest = rest * BASE % count;
    }
    if (rest >= count - rest) {
      increment(digits);
    }
    write(out, sum < 0, digits, fraction);
  }

  private static void increment(int[] digits) {
    int at = digits.length - 1;
    while (digits[at] == BASE - 1) {
      digits[at--] = 0;
    }
    digits[at]++;
  }

  private static void write(RowWriter out, boolean negative, int[] digits, int fraction) {
    int first = 0;
    int end = digits.length;
    while (first < end && digits[first] == 0) {
      first++;
    }
    while (first < end && digits[end - 1] == 0) {
      end--;
    }
    byte[] parts = new byte[Short.BYTES * (end - first)];
    for (int i = first; i < end; i++) {
      BigEndian.putShort(parts, Short.BYTES * (i - first), (short) digits[i]);
    }
    int weight = WHOLE_DIGITS - 1 - first;
    int scale = fraction * BASE_DIGITS;
    NumericFormat.writeParts(out, negative, weight, scale, parts, 0, end - first);
  }

  /** About the weight of a quotient, as {@link #scale} judges it. */
  private static int weight(long dividend, long divisor) {
    int dividendWeight = 0;
    long dividendDigit = dividend;
    for (; dividendDigit >= BASE; dividendDigit /= BASE) {
      dividendWeight++;
    }
    int divisorWeight = 0;
    long divisorDigit = divisor;
    for (; divisorDigit >= BASE; divisorDigit /= BASE) {
      divisorWeight++;
    }
    return dividendWeight - divisorWeight - (dividendDigit <= divisorDigit ? 1 : 0);
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
