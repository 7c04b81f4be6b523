package dev.evert.sql.runtime;

/** Arithmetic of a float4 with a float8, which is that of two float8. */
public final class MixedFloats {
  private MixedFloats() {}

  /** The sum. */
  public static double add(float left, double right) {
    return Floats.add((double) left, right);
  }

  /** The sum. */
  public static double add(double left, float right) {
    return Floats.add(left, (double) right);
  }

  /** The difference. */
  public static double subtract(float left, double right) {
    return Floats.subtract((double) left, right);
  }

  /** The difference. */
  public static double subtract(double left, float right) {
    return Floats.subtract(left, (double) right);
  }

  /** The product. */
  public static double multiply(float left, double right) {
    return Floats.multiply((double) left, right);
  }

  /** The product. */
  public static double multiply(double left, float right) {
    return Floats.multiply(left, (double) right);
  }

  /** The quotient. */
  public static double divide(float left, double right) {
    return Floats.divide((double) left, right);
  }

  /** The quotient. */
  public static double divide(double left, float right) {
    return Floats.divide(left, (double) right);
  }
}
