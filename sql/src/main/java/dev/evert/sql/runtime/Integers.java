package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;

/** Arithmetic of int2, int4 and int8: what does not fit is an error, and division truncates. */
public final class Integers {
  private Integers() {}

  /** The sum. */
  public static short add(short left, short right) {
    return toShort(left + right);
  }

  /** The sum. */
  public static int add(int left, int right) {
    return toInt((long) left + right);
  }

  /** The sum. */
  public static long add(long left, long right) {
    long sum = left + right;
    if (((left ^ sum) & (right ^ sum)) < 0) {
      throw outOfRange("bigint");
    }
    return sum;
  }

  /** The difference. */
  public static short subtract(short left, short right) {
    return toShort(left - right);
  }

  /** The difference. */
  public static int subtract(int left, int right) {
    return toInt((long) left - right);
  }

  /** The difference. */
  public static long subtract(long left, long right) {
    long difference = left - right;
    if (((left ^ right) & (left ^ difference)) < 0) {
      throw outOfRange("bigint");
    }
    return difference;
  }

  /** The product. */
  public static short multiply(short left, short right) {
    return toShort(left * right);
  }

  /** The product. */
  public static int multiply(int left, int right) {
    return toInt((long) left * right);
  }

  /** The product. */
  public static long multiply(long left, long right) {
    long product = left * right;
    if (Math.multiplyHigh(left, right) != product >> 63) {
      throw outOfRange("bigint");
    }
    return product;
  }

  /** The quotient, truncated toward 0. */
  public static short divide(short left, short right) {
    requireDivisor(right);
    return toShort(left / right);
  }

  /** The quotient, truncated toward 0. */
  public static int divide(int left, int right) {
    requireDivisor(right);
    return toInt((long) left / right);
  }

  /** The quotient, truncated toward 0. */
  public static long divide(long left, long right) {
    requireDivisor(right);
    if (left == Long.MIN_VALUE && right == -1) {
      throw outOfRange("bigint");
    }
    return left / right;
  }

  /** The remainder, with the sign of the dividend. */
  public static short modulo(short left, short right) {
    requireDivisor(right);
    return (short) (left % right);
  }

  /** The remainder, with the sign of the dividend. */
  public static int modulo(int left, int right) {
    requireDivisor(right);
    return left % right;
  }

  /** The remainder, with the sign of the dividend. */
  public static long modulo(long left, long right) {
    requireDivisor(right);
    return left % right;
  }

  /** The opposite. */
  public static short negate(short value) {
    return toShort(-value);
  }

  /** The opposite. */
  public static int negate(int value) {
    return toInt(-(long) value);
  }

  /** The opposite. */
  public static long negate(long value) {
    return subtract(0, value);
  }

  /** The absolute value. */
  public static short abs(short value) {
    return value < 0 ? negate(value) : value;
  }

  /** The absolute value. */
  public static int abs(int value) {
    return value < 0 ? negate(value) : value;
  }

  /** The absolute value. */
  public static long abs(long value) {
    return value < 0 ? negate(value) : value;
  }

  /** The value itself. */
  public static short plus(short value) {
    return value;
  }

  /** The value itself. */
  public static int plus(int value) {
    return value;
  }

  /** The value itself. */
  public static long plus(long value) {
    return value;
  }

  /** A whole number as an int2. */
  static short toShort(long value) {
    if (value != (short) value) {
      throw outOfRange("smallint");
    }
    return (short) value;
  }

  /** A whole number as an int4. */
  static int toInt(long value) {
    if (value != (int) value) {
      throw outOfRange("integer");
    }
    return (int) value;
  }

  static EvertException outOfRange(String type) {
    return new EvertException(ErrorCode.NUMERIC_OUT_OF_RANGE, type + " out of range");
  }

  static EvertException divisionByZero() {
    return new EvertException(ErrorCode.DIVISION_BY_ZERO, "division by zero");
  }

  private static void requireDivisor(long divisor) {
    if (divisor == 0) {
      throw divisionByZero();
    }
  }
}
