package dev.evert.sql.runtime;

/** Hyperbolic functions of float8, and their inverses. */
public final class Hyperbolics {
  /** From here on what is added to a square does not count any more. */
  private static final double LARGE = 0x1p28;

  private Hyperbolics() {}

  /** The hyperbolic sine; too large a one is infinite. */
  public static double sinh(double value) {
    return StrictMath.sinh(value);
  }

  /** The hyperbolic cosine; too large a one is infinite. */
  public static double cosh(double value) {
    return StrictMath.cosh(value);
  }

  /** The hyperbolic tangent. */
  public static double tanh(double value) {
    return StrictMath.tanh(value);
  }

  /** The inverse of the hyperbolic sine. */
  public static double asinh(double value) {
    double size = Math.abs(value);
    if (size > LARGE) {
      return Math.copySign(StrictMath.log(size) + StrictMath.log(2), value);
    }
    double square = size * size;
    double result = StrictMath.log1p(size + square / (1 + Math.sqrt(square + 1)));
    return Math.copySign(result, value);
  }

  /** The inverse of the hyperbolic cosine, of 1 or more. */
  public static double acosh(double value) {
    if (value < 1) {
      throw FloatMath.outOfRange();
    }
    if (value > LARGE) {
      return StrictMath.log(value) + StrictMath.log(2);
    }
    double above = value - 1;
    return StrictMath.log1p(above + Math.sqrt(2 * above + above * above));
  }

  /** The inverse of the hyperbolic tangent, of -1 to 1. */
  public static double atanh(double value) {
    if (value < -1 || value > 1) {
      throw FloatMath.outOfRange();
    }
    if (Math.abs(value) == 1) {
      return value * Double.POSITIVE_INFINITY;
    }
    return 0.5 * StrictMath.log1p(2 * value / (1 - value));
  }
}
