package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;

/**
 * Functions of float8. Computed by {@link StrictMath}, so that results are the same on every
 * machine; the last digit may differ from what PostgreSQL's platform gives.
 */
public final class FloatMath {
  private FloatMath() {}

  /** The square root. */
  public static double sqrt(double value) {
    if (value < 0) {
      throw domain("cannot take square root of a negative number");
    }
    return Math.sqrt(value);
  }

  /** The cube root. */
  public static double cbrt(double value) {
    return StrictMath.cbrt(value);
  }

  /** A power. */
  public static double power(double base, double exponent) {
    if (base == 0 && exponent < 0) {
      throw domain("zero raised to a negative power is undefined");
    }
    if (base < 0
        && Double.isFinite(base)
        && Double.isFinite(exponent)
        && exponent != Math.rint(exponent)) {
      throw domain("a negative number raised to a non-integer power yields a complex result");
    }
    if (base == 1 || exponent == 0) {
      return 1;
    }
    if (base == -1 && Double.isInfinite(exponent)) {
      return 1;
    }
    double result = StrictMath.pow(base, exponent);
    boolean finite = Double.isFinite(base) && Double.isFinite(exponent);
    return Floats.checked(result, finite, finite && base != 0);
  }

  /** e to the power. */
  public static double exp(double exponent) {
    double result = StrictMath.exp(exponent);
    boolean finite = Double.isFinite(exponent);
    return Floats.checked(result, finite, finite);
  }

  /** The natural logarithm. */
  public static double ln(double value) {
    requirePositive(value);
    return StrictMath.log(value);
  }

  /** The logarithm to base 10. */
  public static double log10(double value) {
    requirePositive(value);
    return StrictMath.log10(value);
  }

  /** The sine. */
  public static double sin(double angle) {
    return StrictMath.sin(finite(angle));
  }

  /** The cosine. */
  public static double cos(double angle) {
    return StrictMath.cos(finite(angle));
  }

  /** The tangent. */
  public static double tan(double angle) {
    return StrictMath.tan(finite(angle));
  }

  /** The cotangent. */
  public static double cot(double angle) {
    return 1 / StrictMath.tan(finite(angle));
  }

  /** The angle of a sine. */
  public static double asin(double value) {
    return StrictMath.asin(unit(value));
  }

  /** The angle of a cosine. */
  public static double acos(double value) {
    return StrictMath.acos(unit(value));
  }

  /** The angle of a tangent. */
  public static double atan(double value) {
    return StrictMath.atan(value);
  }

  /** The angle of a point. */
  public static double atan2(double y, double x) {
    return StrictMath.atan2(y, x);
  }

  /** An angle in degrees. */
  public static double degrees(double radians) {
    return Floats.divide(radians, Math.PI / 180);
  }

  /** An angle in radians. */
  public static double radians(double degrees) {
    return Floats.multiply(degrees, Math.PI / 180);
  }

  /** The ratio of a circle's circumference to its diameter. */
  public static double pi() {
    return Math.PI;
  }

  private static double finite(double angle) {
    if (Double.isInfinite(angle)) {
      throw outOfRange();
    }
    return angle;
  }

  private static double unit(double value) {
    if (value < -1 || value > 1) {
      throw outOfRange();
    }
    return value;
  }

  private static void requirePositive(double value) {
    if (value <= 0) {
      throw domain(
          value == 0
              ? "cannot take logarithm of zero"
              : "cannot take logarithm of a negative number");
    }
  }

  static EvertException outOfRange() {
    return new EvertException(ErrorCode.NUMERIC_OUT_OF_RANGE, "input is out of range");
  }

  static EvertException domain(String message) {
    return new EvertException(ErrorCode.INVALID_ARGUMENT, message);
  }
}
