package dev.evert.sql.runtime;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Exponentials and logarithms to any number of digits. */
final class Logarithms {
  private static final double LN_10 = 2.302585092994046;
  private static final double LOG10_E = 0.434294481903252;
  private static final int GUARD_DIGITS = 12;
  private static final double MAX_EXPONENT = 3 * NumericScale.MAX_RESULT_SCALE;
  private static final double MAX_ESTIMATE = 3.01 * NumericScale.MAX_RESULT_SCALE;
  private static final BigDecimal TWO = BigDecimal.TWO;

  private Logarithms() {}

  /** e to the power, rounded to a scale; PostgreSQL goes just so far. */
  static BigDecimal exp(BigDecimal exponent, int scale) {
    if (Math.abs(exponent.doubleValue()) >= MAX_EXPONENT) {
      if (exponent.signum() > 0) {
        throw NumericMath.overflow();
      }
      return BigDecimal.ZERO.setScale(scale);
    }
    int whole = Math.max((int) (exponent.doubleValue() * LOG10_E), 0) + 2;
    MathContext context = new MathContext(Math.max(whole + scale, 1) + GUARD_DIGITS + 8);
    int halvings = Math.max(0, Math.getExponent(exponent.doubleValue()) + 9);
    MathContext inner = new MathContext(context.getPrecision() + halvings);
    BigDecimal small = exponent.divide(TWO.pow(halvings), inner);
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int i = 1; term.signum() != 0; i++) {
      term = term.multiply(small).divide(BigDecimal.valueOf(i), inner);
      sum = sum.add(term, inner);
      if (term.signum() != 0 && exponent(term) < -inner.getPrecision() - 2) {
        break;
      }
    }
    for (int i = 0; i < halvings; i++) {
      sum = sum.multiply(sum, inner);
    }
    return sum.setScale(scale, RoundingMode.HALF_UP);
  }

  /** The natural logarithm, rounded to a scale. */
  static BigDecimal ln(BigDecimal value, int scale) {
    int digits = Math.max(scale + 8, 1) + GUARD_DIGITS;
    return ln(value, new MathContext(digits + 10)).setScale(scale, RoundingMode.HALF_UP);
  }

  /** By roots until the number is near 1, and the series of the area tangent from there. */
  private static BigDecimal ln(BigDecimal value, MathContext context) {
    int decimals = exponent(value);
    BigDecimal number = value.scaleByPowerOfTen(-decimals);
    BigDecimal result = nearOne(number, context);
    if (decimals != 0) {
      BigDecimal ln10 = nearOne(BigDecimal.TEN, context);
      result = result.add(ln10.multiply(BigDecimal.valueOf(decimals)), context);
    }
    return result;
  }

  private static BigDecimal nearOne(BigDecimal value, MathContext context) {
    MathContext inner = new MathContext(context.getPrecision() + 10);
    BigDecimal number = value;
    int roots = 0;
    while (number.subtract(BigDecimal.ONE).abs().compareTo(new BigDecimal("0.01")) > 0) {
      number = number.sqrt(inner);
      roots++;
    }
    BigDecimal ratio = number.subtract(BigDecimal.ONE).divide(number.add(BigDecimal.ONE), inner);
    BigDecimal square = ratio.multiply(ratio, inner);
    BigDecimal power = ratio;
    BigDecimal sum = ratio;
    for (int i = 3; power.signum() != 0; i += 2) {
      power = power.multiply(square, inner);
      BigDecimal term = power.divide(BigDecimal.valueOf(i), inner);
      sum = sum.add(term, inner);
      if (term.signum() == 0 || exponent(term) < -inner.getPrecision() - 2) {
        break;
      }
    }
    return sum.multiply(TWO.pow(roots + 1), inner);
  }

  /** The logarithm to a base, with as many digits as PostgreSQL gives. */
  static BigDecimal log(BigDecimal base, BigDecimal value) {
    int baseExponent = lnExponent(base);
    int valueExponent = lnExponent(value);
    int scale =
        NumericScale.result(valueExponent - baseExponent, Math.max(base.scale(), value.scale()));
    MathContext context = new MathContext(scale + 40);
    BigDecimal divisor = ln(base, context);
    if (divisor.signum() == 0) {
      throw Integers.divisionByZero();
    }
    return ln(value, context).divide(divisor, scale, RoundingMode.HALF_UP);
  }

  /** A power of a positive base, with as many digits as PostgreSQL gives. */
  static BigDecimal power(BigDecimal base, BigDecimal exponent) {
    double estimate = ln(base, Math.max(8 - lnExponent(base), 0)).multiply(exponent).doubleValue();
    if (estimate > MAX_ESTIMATE) {
      throw NumericMath.overflow();
    }
    if (estimate < -MAX_ESTIMATE) {
      return BigDecimal.ZERO.setScale(NumericScale.MAX_DISPLAY_SCALE);
    }
    double weight = estimate * LOG10_E;
    int scale = NumericScale.result((int) weight, Math.max(base.scale(), exponent.scale()));
    int digits = scale + (int) Math.abs(weight) + exponent.precision() + 30;
    return exp(ln(base, new MathContext(digits)).multiply(exponent), scale);
  }

  /** The power of ten of a number's logarithm, as PostgreSQL estimates it. */
  static int lnExponent(BigDecimal value) {
    boolean nearOne =
        value.compareTo(new BigDecimal("0.9")) >= 0 && value.compareTo(new BigDecimal("1.1")) <= 0;
    if (nearOne) {
      BigDecimal distance = value.subtract(BigDecimal.ONE);
      if (distance.signum() == 0) {
        return 0;
      }
      int weight = NumericScale.weight(distance);
      int first = NumericScale.firstGroup(distance);
      return weight * NumericScale.GROUP_DIGITS + (int) Math.log10(first);
    }
    int weight = NumericScale.weight(value) * NumericScale.GROUP_DIGITS;
    long digits = NumericScale.firstGroups(value, 2);
    double ln = Math.log((double) digits) + (weight - NumericScale.GROUP_DIGITS) * LN_10;
    return (int) Math.log10(Math.abs(ln));
  }

  /** The logarithm to base 10 of a positive number, to about as many digits as a double has. */
  static double approximateLog10(BigDecimal value) {
    int exponent = exponent(value);
    return Math.log10(value.scaleByPowerOfTen(-exponent).doubleValue()) + exponent;
  }

  private static int exponent(BigDecimal value) {
    return value.precision() - value.scale() - 1;
  }
}
