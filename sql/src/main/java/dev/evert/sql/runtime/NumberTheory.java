package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.Decimal.Finite;
import dev.evert.spi.type.Decimal.Special;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Divisors, multiples, factorials, and the digits of numbers. */
public final class NumberTheory {
  /** The largest number whose factorial a numeric holds. */
  private static final int MAX_FACTORIAL = 32_177;

  private NumberTheory() {}

  /** The greatest common divisor. */
  public static int gcd(int left, int right) {
    return Integers.toInt(gcd((long) left, (long) right));
  }

  /** The greatest common divisor. */
  public static long gcd(long left, long right) {
    BigInteger divisor = BigInteger.valueOf(left).gcd(BigInteger.valueOf(right));
    return fit(divisor);
  }

  /** The least common multiple. */
  public static int lcm(int left, int right) {
    return Integers.toInt(lcm((long) left, (long) right));
  }

  /** The least common multiple. */
  public static long lcm(long left, long right) {
    if (left == 0 || right == 0) {
      return 0;
    }
    BigInteger one = BigInteger.valueOf(left).abs();
    BigInteger other = BigInteger.valueOf(right).abs();
    return fit(one.divide(one.gcd(other)).multiply(other));
  }

  private static long fit(BigInteger value) {
    if (value.bitLength() >= Long.SIZE) {
      throw Integers.outOfRange("bigint");
    }
    return value.longValue();
  }

  /** The greatest common divisor. */
  public static Decimal gcd(Decimal left, Decimal right) {
    if (left instanceof Finite(BigDecimal a) && right instanceof Finite(BigDecimal b)) {
      return Decimal.of(gcd(a, b));
    }
    return Special.NAN;
  }

  private static BigDecimal gcd(BigDecimal left, BigDecimal right) {
    int scale = Math.max(left.scale(), right.scale());
    BigInteger one = left.setScale(scale).unscaledValue();
    BigInteger other = right.setScale(scale).unscaledValue();
    return new BigDecimal(one.gcd(other), scale);
  }

  /** The least common multiple. */
  public static Decimal lcm(Decimal left, Decimal right) {
    if (!(left instanceof Finite(BigDecimal a) && right instanceof Finite(BigDecimal b))) {
      return Special.NAN;
    }
    int scale = Math.max(a.scale(), b.scale());
    if (a.signum() == 0 || b.signum() == 0) {
      return Decimal.of(BigDecimal.ZERO.setScale(scale));
    }
    BigDecimal factor = a.divideToIntegralValue(gcd(a, b));
    return Numerics.checked(factor.multiply(b).abs().setScale(scale));
  }

  /** The product of all whole numbers from 1 to this one. */
  public static Decimal factorial(long number) {
    if (number < 0) {
      throw Numerics.outOfRange("factorial of a negative number is undefined");
    }
    if (number > MAX_FACTORIAL) {
      throw NumericMath.overflow();
    }
    return Decimal.of(new BigDecimal(product(1, Math.max(number, 1))));
  }

  /** Halves are multiplied apart: large numbers of like size are the cheapest to multiply. */
  private static BigInteger product(long from, long to) {
    if (from == to) {
      return BigInteger.valueOf(from);
    }
    long middle = (from + to) >>> 1;
    return product(from, middle).multiply(product(middle + 1, to));
  }

  /** The digits after the point that are needed; null of what has none. */
  public static @Nullable Integer minScale(Decimal value) {
    return value instanceof Finite(BigDecimal number)
        ? Integer.valueOf(Math.max(number.stripTrailingZeros().scale(), 0))
        : null;
  }

  /** In binary digits, without zeros before them; negative numbers as unsigned. */
  public static Slice toBin(int value) {
    return Slice.of(Integer.toBinaryString(value));
  }

  /** In binary digits, without zeros before them; negative numbers as unsigned. */
  public static Slice toBin(long value) {
    return Slice.of(Long.toBinaryString(value));
  }

  /** In octal digits, without zeros before them; negative numbers as unsigned. */
  public static Slice toOct(int value) {
    return Slice.of(Integer.toOctalString(value));
  }

  /** In octal digits, without zeros before them; negative numbers as unsigned. */
  public static Slice toOct(long value) {
    return Slice.of(Long.toOctalString(value));
  }

  /** How many bits are set. */
  public static long bitCount(Slice bytes) {
    long count = 0;
    for (int i = 0; i < bytes.size(); i++) {
      count += Integer.bitCount(bytes.at(i) & 0xFF);
    }
    return count;
  }

  static EvertException bucket(String message) {
    return new EvertException(ErrorCode.INVALID_BUCKET, message);
  }
}
