package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.Decimal.Finite;
import dev.evert.spi.type.Decimal.Special;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Arithmetic of numerics, with the scales that PostgreSQL gives to results. */
public final class Numerics {
  private static final int MAX_SCALE = 16_383;
  private static final int MAX_WHOLE_DIGITS = 131_072;

  private Numerics() {}

  /** The sum. */
  public static Decimal add(Decimal left, Decimal right) {
    if (left instanceof Finite(BigDecimal a) && right instanceof Finite(BigDecimal b)) {
      return checked(a.add(b));
    }
    return infinite(left) && infinite(right) && !left.equals(right)
        ? Special.NAN
        : dominant(left, right);
  }

  /** The difference. */
  public static Decimal subtract(Decimal left, Decimal right) {
    return add(left, negate(right));
  }

  /** The product. */
  public static Decimal multiply(Decimal left, Decimal right) {
    if (left instanceof Finite(BigDecimal a) && right instanceof Finite(BigDecimal b)) {
      BigDecimal product = a.multiply(b);
      return checked(
          product.scale() > MAX_SCALE
              ? product.setScale(MAX_SCALE, RoundingMode.HALF_UP)
              : product);
    }
    int sign = signum(left) * signum(right);
    return left == Special.NAN || right == Special.NAN || sign == 0 ? Special.NAN : infinity(sign);
  }

  /** The quotient, with at least 16 significant digits. */
  public static Decimal divide(Decimal left, Decimal right) {
    if (left instanceof Finite(BigDecimal a) && right instanceof Finite(BigDecimal b)) {
      requireDivisor(b);
      return checked(a.divide(b, NumericScale.ofQuotient(a, b), RoundingMode.HALF_UP));
    }
    if (left == Special.NAN || right == Special.NAN) {
      return Special.NAN;
    }
    if (right instanceof Finite(BigDecimal b)) {
      requireDivisor(b);
      return infinity(signum(left) * b.signum());
    }
    return infinite(left) ? Special.NAN : Decimal.of(0);
  }

  /** The remainder, with the sign of the dividend. */
  public static Decimal modulo(Decimal left, Decimal right) {
    if (left instanceof Finite(BigDecimal a) && right instanceof Finite(BigDecimal b)) {
      requireDivisor(b);
      int scale = Math.max(a.scale(), b.scale());
      return Decimal.of(a.remainder(b).setScale(scale));
    }
    if (left == Special.NAN || right == Special.NAN) {
      return Special.NAN;
    }
    if (right instanceof Finite(BigDecimal b)) {
      requireDivisor(b);
      return Special.NAN;
    }
    return infinite(left) ? Special.NAN : left;
  }

  /** The opposite. */
  public static Decimal negate(Decimal value) {
    return switch (value) {
      case Finite(BigDecimal number) -> Decimal.of(number.negate());
      case Special.NAN -> value;
      case Special.INFINITY -> Special.NEGATIVE_INFINITY;
      case Special.NEGATIVE_INFINITY -> Special.INFINITY;
    };
  }

  /** The value itself. */
  public static Decimal plus(Decimal value) {
    return value;
  }

  /** The absolute value. */
  public static Decimal abs(Decimal value) {
    return signum(value) < 0 ? negate(value) : value;
  }

  /** The value rounded to a declared precision and scale. */
  public static Decimal fit(Decimal value, int precision, int scale) {
    if (value == Special.NAN) {
      return value;
    }
    if (!(value instanceof Finite(BigDecimal number))) {
      throw new EvertException(
          ErrorCode.NUMERIC_OUT_OF_RANGE,
          "numeric field overflow: numeric(" + precision + "," + scale + ") holds no infinity");
    }
    BigDecimal rounded =
        number.scale() == scale ? number : number.setScale(scale, RoundingMode.HALF_UP);
    if (rounded.signum() != 0 && rounded.precision() > precision) {
      throw new EvertException(
          ErrorCode.NUMERIC_OUT_OF_RANGE,
          "numeric field overflow: the absolute value must be below 10^" + (precision - scale));
    }
    return Decimal.of(rounded);
  }

  static int signum(Decimal value) {
    return switch (value) {
      case Finite(BigDecimal number) -> number.signum();
      case Special.NAN -> 0;
      case Special.INFINITY -> 1;
      case Special.NEGATIVE_INFINITY -> -1;
    };
  }

  static boolean infinite(Decimal value) {
    return value == Special.INFINITY || value == Special.NEGATIVE_INFINITY;
  }

  static Decimal infinity(int sign) {
    return sign < 0 ? Special.NEGATIVE_INFINITY : Special.INFINITY;
  }

  /** NaN if either is; otherwise the one that is infinite. */
  private static Decimal dominant(Decimal left, Decimal right) {
    if (left == Special.NAN || right == Special.NAN) {
      return Special.NAN;
    }
    return infinite(left) ? left : right;
  }

  static Decimal checked(BigDecimal value) {
    if (value.precision() - value.scale() > MAX_WHOLE_DIGITS && value.signum() != 0) {
      throw new EvertException(ErrorCode.NUMERIC_OUT_OF_RANGE, "value overflows numeric format");
    }
    return Decimal.of(value);
  }

  private static void requireDivisor(BigDecimal divisor) {
    if (divisor.signum() == 0) {
      throw Integers.divisionByZero();
    }
  }

  static EvertException outOfRange(String message) {
    return new EvertException(ErrorCode.NUMERIC_OUT_OF_RANGE, message);
  }
}
