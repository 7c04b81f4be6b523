package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.Decimal.Finite;
import dev.evert.spi.type.Decimal.Special;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Functions of numeric, with as many digits as PostgreSQL gives. */
public final class NumericMath {
  /** The largest exponent that {@link BigDecimal#pow} takes. */
  private static final BigDecimal MAX_WHOLE_EXPONENT = BigDecimal.valueOf(999_999_999);

  private static final double LOG10_E = 0.434294481903252;
  private static final int MAX_WHOLE_DIGITS = 131_072;

  private NumericMath() {}

  /** The square root. */
  public static Decimal sqrt(Decimal value) {
    return switch (value) {
      case Finite(BigDecimal number) -> sqrt(number);
      case Special.NAN, Special.INFINITY -> value;
      case Special.NEGATIVE_INFINITY -> throw negativeRoot();
    };
  }

  private static Decimal sqrt(BigDecimal number) {
    if (number.signum() < 0) {
      throw negativeRoot();
    }
    int weight = NumericScale.weight(number);
    int half = (weight + 1) * NumericScale.GROUP_DIGITS;
    int resultExponent = half >= 0 ? half / 2 - 1 : -(-half / 2) - 1;
    int scale = NumericScale.result(resultExponent, number.scale());
    BigInteger scaled = number.movePointRight(2 * scale + 2).toBigInteger();
    BigDecimal root = new BigDecimal(scaled.sqrt(), scale + 1);
    return Decimal.of(root.setScale(scale, RoundingMode.HALF_UP));
  }

  private static EvertException negativeRoot() {
    return FloatMath.domain("cannot take square root of a negative number");
  }

  /** The whole number of times that the divisor goes into the dividend. */
  public static Decimal div(Decimal dividend, Decimal divisor) {
    if (dividend instanceof Finite(BigDecimal a) && divisor instanceof Finite(BigDecimal b)) {
      if (b.signum() == 0) {
        throw Integers.divisionByZero();
      }
      return Numerics.checked(a.divideToIntegralValue(b).setScale(0, RoundingMode.DOWN));
    }
    return Rounding.trunc(Numerics.divide(dividend, divisor));
  }

  /** e to the power. */
  public static Decimal exp(Decimal exponent) {
    return switch (exponent) {
      case Finite(BigDecimal number) -> exp(number);
      case Special.NAN, Special.INFINITY -> exponent;
      case Special.NEGATIVE_INFINITY -> Decimal.of(0);
    };
  }

  private static Decimal exp(BigDecimal number) {
    double weight = number.doubleValue() * LOG10_E;
    double limited =
        Math.clamp(weight, -NumericScale.MAX_RESULT_SCALE, NumericScale.MAX_RESULT_SCALE);
    int scale = NumericScale.result((int) limited, number.scale());
    return Numerics.checked(Logarithms.exp(number, scale));
  }

  /** The natural logarithm. */
  public static Decimal ln(Decimal value) {
    return switch (value) {
      case Finite(BigDecimal number) -> {
        requirePositive(number);
        int scale = NumericScale.result(Logarithms.lnExponent(number), number.scale());
        yield Decimal.of(Logarithms.ln(number, scale));
      }
      case Special.NAN, Special.INFINITY -> value;
      case Special.NEGATIVE_INFINITY -> throw negativeLogarithm();
    };
  }

  /** The logarithm to base 10. */
  public static Decimal log10(Decimal value) {
    return log(Decimal.of(10), value);
  }

  /** The logarithm to a base. */
  public static Decimal log(Decimal base, Decimal value) {
    if (base instanceof Finite(BigDecimal b) && value instanceof Finite(BigDecimal number)) {
      requirePositive(b);
      requirePositive(number);
      return Decimal.of(Logarithms.log(b, number));
    }
    if (base == Special.NAN || value == Special.NAN) {
      return Special.NAN;
    }
    if (base == Special.NEGATIVE_INFINITY || value == Special.NEGATIVE_INFINITY) {
      throw negativeLogarithm();
    }
    if (base == Special.INFINITY) {
      return value == Special.INFINITY ? Special.NAN : Decimal.of(0);
    }
    return Special.INFINITY;
  }

  /** A power. */
  public static Decimal power(Decimal base, Decimal exponent) {
    if (base instanceof Finite(BigDecimal b) && exponent instanceof Finite(BigDecimal e)) {
      return power(b, e);
    }
    return SpecialPower.of(base, exponent);
  }

  private static Decimal power(BigDecimal base, BigDecimal exponent) {
    BigDecimal whole = exponent.setScale(0, RoundingMode.DOWN);
    boolean integral = whole.compareTo(exponent) == 0;
    if (base.signum() == 0 && exponent.signum() < 0) {
      throw FloatMath.domain("zero raised to a negative power is undefined");
    }
    if (base.signum() < 0 && !integral) {
      throw FloatMath.domain(
          "a negative number raised to a non-integer power yields a complex result");
    }
    if (integral && whole.abs().compareTo(MAX_WHOLE_EXPONENT) <= 0) {
      return wholePower(base, whole.intValueExact(), exponent.scale());
    }
    if (base.signum() == 0) {
      return Decimal.of(BigDecimal.ZERO.setScale(NumericScale.MIN_SIGNIFICANT_DIGITS));
    }
    BigDecimal power = Logarithms.power(base.abs(), exponent);
    boolean negative = base.signum() < 0 && whole.toBigInteger().testBit(0);
    return Numerics.checked(negative ? power.negate() : power);
  }

  private static Decimal wholePower(BigDecimal base, int exponent, int exponentScale) {
    double weight = base.signum() == 0 ? 0 : exponent * Logarithms.approximateLog10(base.abs());
    if (weight > MAX_WHOLE_DIGITS + NumericScale.GROUP_DIGITS) {
      throw overflow();
    }
    if (weight + 1 < -NumericScale.MAX_DISPLAY_SCALE) {
      return Decimal.of(BigDecimal.ZERO.setScale(NumericScale.MAX_DISPLAY_SCALE));
    }
    int scale = NumericScale.result((int) weight, Math.max(base.scale(), exponentScale));
    int digits = Math.max(scale + (int) weight + 20, 40);
    BigDecimal power = base.pow(Math.abs(exponent), new MathContext(digits + 10));
    BigDecimal result =
        exponent >= 0 ? power : BigDecimal.ONE.divide(power, new MathContext(digits));
    return Numerics.checked(result.setScale(scale, RoundingMode.HALF_UP));
  }

  private static void requirePositive(BigDecimal value) {
    if (value.signum() < 0) {
      throw negativeLogarithm();
    }
    if (value.signum() == 0) {
      throw FloatMath.domain("cannot take logarithm of zero");
    }
  }

  private static EvertException negativeLogarithm() {
    return FloatMath.domain("cannot take logarithm of a negative number");
  }

  static EvertException overflow() {
    return new EvertException(ErrorCode.NUMERIC_OUT_OF_RANGE, "value overflows numeric format");
  }
}
