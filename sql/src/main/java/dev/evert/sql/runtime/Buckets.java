package dev.evert.sql.runtime;

import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.Decimal.Finite;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** {@code width_bucket}: which of several ranges of one width a value is in, counted from 1. */
public final class Buckets {
  private Buckets() {}

  /** 0 is below the first range, one more than the count beyond the last. */
  public static int of(double operand, double low, double high, int count) {
    requireCount(count);
    if (Double.isNaN(operand) || Double.isNaN(low) || Double.isNaN(high)) {
      throw NumberTheory.bucket("operand, lower bound, and upper bound cannot be NaN");
    }
    if (Double.isInfinite(low) || Double.isInfinite(high)) {
      throw NumberTheory.bucket("lower and upper bounds must be finite");
    }
    if (low == high) {
      throw NumberTheory.bucket("lower bound cannot equal upper bound");
    }
    boolean rising = low < high;
    if (rising ? operand < low : operand > low) {
      return 0;
    }
    if (rising ? operand >= high : operand <= high) {
      return Integers.toInt((long) count + 1);
    }
    return Math.min((int) (count * fraction(operand, low, high)), count - 1) + 1;
  }

  /** Halved where the whole difference would overflow. */
  private static double fraction(double operand, double low, double high) {
    return Double.isInfinite(high - low)
        ? (operand / 2 - low / 2) / (high / 2 - low / 2)
        : (operand - low) / (high - low);
  }

  /** The same of numerics. */
  public static int of(Decimal operand, Decimal low, Decimal high, int count) {
    requireCount(count);
    if (operand == Decimal.Special.NAN
        || low == Decimal.Special.NAN
        || high == Decimal.Special.NAN) {
      throw NumberTheory.bucket("operand, lower bound, and upper bound cannot be NaN");
    }
    if (!(low instanceof Finite(BigDecimal from) && high instanceof Finite(BigDecimal to))) {
      throw NumberTheory.bucket("lower and upper bounds must be finite");
    }
    if (from.compareTo(to) == 0) {
      throw NumberTheory.bucket("lower bound cannot equal upper bound");
    }
    boolean rising = from.compareTo(to) < 0;
    if (!(operand instanceof Finite(BigDecimal value))) {
      boolean below = (operand == Decimal.Special.NEGATIVE_INFINITY) == rising;
      return below ? 0 : Integers.toInt((long) count + 1);
    }
    return rising
        ? rising(value, from, to, count)
        : rising(value.negate(), from.negate(), to.negate(), count);
  }

  private static int rising(BigDecimal value, BigDecimal low, BigDecimal high, int count) {
    if (value.compareTo(low) < 0) {
      return 0;
    }
    if (value.compareTo(high) >= 0) {
      return Integers.toInt((long) count + 1);
    }
    BigInteger whole =
        value
            .subtract(low)
            .multiply(BigDecimal.valueOf(count))
            .divide(high.subtract(low), 0, RoundingMode.FLOOR)
            .toBigIntegerExact();
    return whole.intValueExact() + 1;
  }

  private static void requireCount(int count) {
    if (count <= 0) {
      throw NumberTheory.bucket("count must be greater than zero");
    }
  }
}
