package dev.evert.dataflow.aggregate;

import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Decimal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** The variance of exact numbers, with as many digits as PostgreSQL's has. */
final class DecimalVariance {
  private static final BigInteger FOUR = BigInteger.valueOf(4);

  private DecimalVariance() {}

  /**
   * Writes it as a field.
   *
   * @param sum with as many digits after the point as the number has that shows most
   * @param squares the sum of the squares
   */
  static void write(
      BigDecimal sum, BigDecimal squares, long count, boolean sample, boolean root, RowWriter out) {
    BigDecimal number = BigDecimal.valueOf(count);
    BigDecimal spread =
        number.multiply(squares).setScale(2 * sum.scale()).subtract(sum.multiply(sum));
    if (spread.signum() <= 0) {
      out.putNumeric(Decimal.of(0));
      return;
    }
    BigDecimal divisor = number.multiply(sample ? number.subtract(BigDecimal.ONE) : number);
    int scale = NumericMean.scale(spread, divisor);
    BigDecimal variance = spread.divide(divisor, scale, RoundingMode.HALF_UP);
    out.putNumeric(Decimal.of(root ? sqrt(variance, scale) : variance));
  }

  /** The root of four times the number is odd where that of the number is to be rounded up. */
  private static BigDecimal sqrt(BigDecimal number, int scale) {
    BigInteger digits = number.setScale(2 * scale).unscaledValue();
    BigInteger doubled = digits.multiply(FOUR).sqrt();
    return new BigDecimal(doubled.add(BigInteger.ONE).shiftRight(1), scale);
  }
}
