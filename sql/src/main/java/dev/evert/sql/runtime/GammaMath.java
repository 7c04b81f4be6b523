package dev.evert.sql.runtime;

/** The gamma function of float8 and its logarithm, by Lanczos' approximation. */
public final class GammaMath {
  private static final double G = 607.0 / 128;
  private static final double[] COEFFICIENTS = {
    0.9999999999999971,
    57.15623566586292,
    -59.59796035547549,
    14.136097974741746,
    -0.4919138160976202,
    0.00003399464998481189,
    0.00004652362892704858,
    -0.00009837447530487956,
    0.0001580887032249125,
    -0.00021026444172410488,
    0.00021743961811521265,
    -0.0001643181065367639,
    0.00008441822398385275,
    -0.000026190838401581408,
    0.0000036899182659531625
  };
  private static final double HALF_LOG_2_PI = 0.5 * StrictMath.log(2 * Math.PI);

  /** Up to here the factorial is exact. */
  private static final int EXACT = 23;

  private GammaMath() {}

  /** The gamma function: (n - 1)! of a whole number n. */
  public static double gamma(double value) {
    if (value == Double.NEGATIVE_INFINITY) {
      throw Floats.overflow();
    }
    if (Double.isNaN(value) || value == Double.POSITIVE_INFINITY) {
      return value;
    }
    boolean whole = value == Math.rint(value);
    if (whole && value <= 0) {
      throw Floats.overflow();
    }
    if (whole && value <= EXACT) {
      return factorial((int) value - 1);
    }
    double result = value < 0.5 ? reflected(value) : power(value - 1) * series(value - 1);
    return Floats.checked(result, true, true);
  }

  private static double reflected(double value) {
    double sine = StrictMath.sin(Math.PI * value);
    return value > -EXACT
        ? Math.PI / (sine * gamma(1 - value))
        : Math.copySign(StrictMath.exp(lgamma(value)), sine);
  }

  private static double factorial(int number) {
    double product = 1;
    for (int i = 2; i <= number; i++) {
      product *= i;
    }
    return product;
  }

  private static double power(double value) {
    double base = value + G + 0.5;
    double half = StrictMath.pow(base, (value + 0.5) / 2);
    return Math.sqrt(2 * Math.PI) * half * StrictMath.exp(-base) * half;
  }

  private static double series(double value) {
    double sum = COEFFICIENTS[0];
    for (int i = 1; i < COEFFICIENTS.length; i++) {
      sum += COEFFICIENTS[i] / (value + i);
    }
    return sum;
  }

  /** The natural logarithm of the gamma function's absolute value. */
  public static double lgamma(double value) {
    if (Double.isNaN(value)) {
      return value;
    }
    if (Double.isInfinite(value)) {
      return Double.POSITIVE_INFINITY;
    }
    if (value <= 0 && value == Math.rint(value)) {
      throw Floats.overflow();
    }
    if (value == 1 || value == 2) {
      return 0;
    }
    if (value < 0.5) {
      double sine = Math.abs(StrictMath.sin(Math.PI * value));
      return StrictMath.log(Math.PI / sine) - lgamma(1 - value);
    }
    double base = value - 1 + G + 0.5;
    double result =
        HALF_LOG_2_PI
            + (value - 0.5) * StrictMath.log(base)
            - base
            + StrictMath.log(series(value - 1));
    return Floats.checked(result, true, false);
  }
}
