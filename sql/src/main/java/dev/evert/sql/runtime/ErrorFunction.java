package dev.evert.sql.runtime;

/** The error function of float8 and what it lacks to 1. */
public final class ErrorFunction {
  /** Below, the series converges fast; above, the continued fraction does. */
  private static final double SERIES_END = 2.5;

  private static final double TWO_BY_ROOT_PI = 2 / Math.sqrt(Math.PI);
  private static final int FRACTION_STEPS = 120;

  private ErrorFunction() {}

  /** The error function. */
  public static double erf(double value) {
    if (Math.abs(value) < SERIES_END) {
      return series(value);
    }
    return value < 0 ? -1 + tail(-value) : Double.isNaN(value) ? value : 1 - tail(value);
  }

  /** 1 less the error function, exact where that is small. */
  public static double erfc(double value) {
    if (value < SERIES_END / 2) {
      return 1 - erf(value);
    }
    return Double.isNaN(value) ? value : tail(value);
  }

  /** All terms have one sign, so that no digits are lost. */
  private static double series(double value) {
    double square = value * value;
    double term = value;
    double sum = value;
    for (int n = 1; Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
      term *= 2 * square / (2 * n + 1);
      sum += term;
    }
    return TWO_BY_ROOT_PI * StrictMath.exp(-square) * sum;
  }

  private static double tail(double value) {
    if (value > 30) {
      return 0;
    }
    double fraction = value;
    for (int n = FRACTION_STEPS; n > 0; n--) {
      fraction = value + n / 2.0 / fraction;
    }
    return StrictMath.exp(-value * value) / fraction / Math.sqrt(Math.PI);
  }
}
