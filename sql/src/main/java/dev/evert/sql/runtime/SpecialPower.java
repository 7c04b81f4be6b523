package dev.evert.sql.runtime;

import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.Decimal.Finite;
import dev.evert.spi.type.Decimal.Special;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Powers of which a side is infinite or NaN. */
final class SpecialPower {
  private static final Decimal ONE = Decimal.of(1);
  private static final Decimal ZERO = Decimal.of(0);

  private SpecialPower() {}

  static Decimal of(Decimal base, Decimal exponent) {
    boolean one = Decimal.compare(base, ONE) == 0;
    boolean zero = Decimal.compare(exponent, ZERO) == 0;
    if (one || zero) {
      return ONE;
    }
    if (base == Special.NAN || exponent == Special.NAN) {
      return Special.NAN;
    }
    return exponent instanceof Finite(BigDecimal e)
        ? ofInfinity(base, e)
        : toInfinity(base, exponent == Special.INFINITY);
  }

  private static Decimal toInfinity(Decimal base, boolean positive) {
    int size = Decimal.compare(Numerics.abs(base), ONE);
    if (size == 0) {
      return ONE;
    }
    if (!positive && Numerics.signum(base) == 0) {
      throw FloatMath.domain("zero raised to a negative power is undefined");
    }
    return size > 0 == positive ? Special.INFINITY : ZERO;
  }

  private static Decimal ofInfinity(Decimal base, BigDecimal exponent) {
    if (exponent.signum() < 0) {
      return ZERO;
    }
    if (base == Special.INFINITY) {
      return Special.INFINITY;
    }
    BigDecimal whole = exponent.setScale(0, RoundingMode.DOWN);
    if (whole.compareTo(exponent) != 0) {
      throw FloatMath.domain(
          "a negative number raised to a non-integer power yields a complex result");
    }
    return whole.toBigInteger().testBit(0) ? Special.NEGATIVE_INFINITY : Special.INFINITY;
  }
}
