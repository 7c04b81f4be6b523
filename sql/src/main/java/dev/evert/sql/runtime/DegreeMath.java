package dev.evert.sql.runtime;

/**
 * Trigonometry in degrees: exact at multiples of 30 and 45 degrees, since the functions are
 * computed in the first octant, scaled by what they give for the angle whose value is known.
 */
public final class DegreeMath {
  private static final double RADIANS = Math.PI / 180;
  private static final double SIN_30 = StrictMath.sin(30 * RADIANS);
  private static final double ONE_MINUS_COS_60 = 1 - StrictMath.cos(60 * RADIANS);
  private static final double ASIN_HALF = StrictMath.asin(0.5);
  private static final double ACOS_HALF = StrictMath.acos(0.5);
  private static final double ATAN_1 = StrictMath.atan(1);
  private static final double TAN_45 = sinFirst(45) / cosFirst(45);
  private static final double COT_45 = cosFirst(45) / sinFirst(45);

  private DegreeMath() {}

  /** The sine. */
  public static double sind(double angle) {
    double turn = inTurn(angle);
    double sign = turn < 0 ? -1 : 1;
    double rest = Math.abs(turn);
    if (rest > 180) {
      rest = 360 - rest;
      sign = -sign;
    }
    return sign * sinFirst(rest > 90 ? 180 - rest : rest);
  }

  /** The cosine. */
  public static double cosd(double angle) {
    double rest = Math.abs(inTurn(angle));
    if (rest > 180) {
      rest = 360 - rest;
    }
    return rest > 90 ? -cosFirst(180 - rest) : cosFirst(rest);
  }

  /** The tangent. */
  public static double tand(double angle) {
    return ratio(angle, true);
  }

  /** The cotangent. */
  public static double cotd(double angle) {
    return ratio(angle, false);
  }

  private static double ratio(double angle, boolean tangent) {
    double turn = inTurn(angle);
    double sign = turn < 0 ? -1 : 1;
    double rest = Math.abs(turn);
    if (rest > 180) {
      rest = 360 - rest;
      sign = -sign;
    }
    if (rest > 90) {
      rest = 180 - rest;
      sign = -sign;
    }
    double result =
        tangent
            ? sinFirst(rest) / cosFirst(rest) / TAN_45
            : cosFirst(rest) / sinFirst(rest) / COT_45;
    // Both zeros are written without a sign.
    return sign * result == 0 ? 0 : sign * result;
  }

  /** The angle of a sine. */
  public static double asind(double value) {
    double size = unit(value);
    return Math.copySign(asinFirst(size), value);
  }

  /** The angle of a cosine. */
  public static double acosd(double value) {
    double size = unit(value);
    return value >= 0 || Double.isNaN(value) ? acosFirst(size) : 90 + asinFirst(size);
  }

  /** The angle of a tangent. */
  public static double atand(double value) {
    return StrictMath.atan(value) / ATAN_1 * 45;
  }

  /** The angle of a point. */
  public static double atan2d(double y, double x) {
    return StrictMath.atan2(y, x) / ATAN_1 * 45;
  }

  private static double inTurn(double angle) {
    if (Double.isInfinite(angle)) {
      throw FloatMath.outOfRange();
    }
    return angle % 360;
  }

  private static double unit(double value) {
    if (value < -1 || value > 1) {
      throw FloatMath.outOfRange();
    }
    return Math.abs(value);
  }

  private static double sinFirst(double degrees) {
    return degrees <= 30 ? sinTo30(degrees) : cosTo60(90 - degrees);
  }

  private static double cosFirst(double degrees) {
    return degrees <= 60 ? cosTo60(degrees) : sinTo30(90 - degrees);
  }

  private static double sinTo30(double degrees) {
    return StrictMath.sin(degrees * RADIANS) / SIN_30 / 2;
  }

  private static double cosTo60(double degrees) {
    return 1 - (1 - StrictMath.cos(degrees * RADIANS)) / ONE_MINUS_COS_60 / 2;
  }

  private static double asinFirst(double value) {
    return value <= 0.5
        ? StrictMath.asin(value) / ASIN_HALF * 30
        : 90 - StrictMath.acos(value) / ACOS_HALF * 60;
  }

  private static double acosFirst(double value) {
    return value <= 0.5
        ? 90 - StrictMath.asin(value) / ASIN_HALF * 30
        : StrictMath.acos(value) / ACOS_HALF * 60;
  }
}
