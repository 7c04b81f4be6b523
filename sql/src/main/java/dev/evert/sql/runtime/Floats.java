package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;

/** Arithmetic of float4 and float8: overflow and underflow are errors, as in PostgreSQL. */
public final class Floats {
  private Floats() {}

  /** The sum. */
  public static float add(float left, float right) {
    return sum(left + right, left, right);
  }

  /** The sum. */
  public static double add(double left, double right) {
    return sum(left + right, left, right);
  }

  /** The difference. */
  public static float subtract(float left, float right) {
    return sum(left - right, left, right);
  }

  /** The difference. */
  public static double subtract(double left, double right) {
    return sum(left - right, left, right);
  }

  /** The product. */
  public static float multiply(float left, float right) {
    float product = left * right;
    return checked(product, Float.isFinite(left) && Float.isFinite(right), left != 0 && right != 0);
  }

  /** The product. */
  public static double multiply(double left, double right) {
    double product = left * right;
    return checked(
        product, Double.isFinite(left) && Double.isFinite(right), left != 0 && right != 0);
  }

  /** The quotient. */
  public static float divide(float left, float right) {
    requireDivisor(left, right);
    float quotient = left / right;
    return checked(quotient, Float.isFinite(left), left != 0 && !Float.isInfinite(right));
  }

  /** The quotient. */
  public static double divide(double left, double right) {
    requireDivisor(left, right);
    double quotient = left / right;
    return checked(quotient, Double.isFinite(left), left != 0 && !Double.isInfinite(right));
  }

  /** The opposite. */
  public static float negate(float value) {
    return -value;
  }

  /** The opposite. */
  public static double negate(double value) {
    return -value;
  }

  /** The value itself. */
  public static float plus(float value) {
    return value;
  }

  /** The value itself. */
  public static double plus(double value) {
    return value;
  }

  /** The absolute value. */
  public static float abs(float value) {
    return Math.abs(value);
  }

  /** The absolute value. */
  public static double abs(double value) {
    return Math.abs(value);
  }

  private static float sum(float result, float left, float right) {
    return checked(result, Float.isFinite(left) && Float.isFinite(right), false);
  }

  private static double sum(double result, double left, double right) {
    return checked(result, Double.isFinite(left) && Double.isFinite(right), false);
  }

  /** A result that is infinite or zero only because the exact one has no place is an error. */
  private static float checked(float result, boolean finiteWanted, boolean nonZeroWanted) {
    if (Float.isInfinite(result) && finiteWanted) {
      throw overflow();
    }
    if (result == 0 && nonZeroWanted) {
      throw underflow();
    }
    return result;
  }

  static double checked(double result, boolean finiteWanted, boolean nonZeroWanted) {
    if (Double.isInfinite(result) && finiteWanted) {
      throw overflow();
    }
    if (result == 0 && nonZeroWanted) {
      throw underflow();
    }
    return result;
  }

  private static void requireDivisor(double dividend, double divisor) {
    if (divisor == 0 && !Double.isNaN(dividend)) {
      throw Integers.divisionByZero();
    }
  }

  static EvertException overflow() {
    return new EvertException(ErrorCode.NUMERIC_OUT_OF_RANGE, "value out of range: overflow");
  }

  static EvertException underflow() {
    return new EvertException(ErrorCode.NUMERIC_OUT_OF_RANGE, "value out of range: underflow");
  }
}
