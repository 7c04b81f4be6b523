package dev.evert.spi.row;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.Decimal;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Lays out numerics as {@link RowFormat} draws them. */
public final class NumericFormat {
  private static final int BASE_DIGITS = 4;
  private static final int[] POWERS = {1, 10, 100, 1000};
  private static final BigInteger BASE = BigInteger.valueOf(10_000);
  private static final int MAX_SCALE = 16_383;

  private NumericFormat() {}

  static void write(RowWriter out, Decimal value) {
    switch (value) {
      case Decimal.Special.NEGATIVE_INFINITY -> special(out, RowFormat.NUMERIC_NEGATIVE_INFINITY);
      case Decimal.Special.INFINITY -> special(out, RowFormat.NUMERIC_INFINITY);
      case Decimal.Special.NAN -> special(out, RowFormat.NUMERIC_NAN);
      case Decimal.Finite(BigDecimal number) -> finite(out, number);
    }
  }

  /**
   * Writes a numeric from the parts that PostgreSQL's binary protocol sends.
   *
   * @param digits base-10000 digits as big-endian int2, without zeros at either end
   * @param weight the exponent of the first digit, in powers of 10000
   */
  public static void writeParts(
      RowWriter out,
      boolean negative,
      int weight,
      int scale,
      byte[] digits,
      int offset,
      int count) {
    if (count == 0) {
      zero(out, scale);
      return;
    }
    int at = begin(out, negative, weight, count);
    byte[] bytes = out.buffer();
    int mask = negative ? 0xFFFF : 0;
    for (int i = 0; i < count; i++) {
      int digit = BigEndian.getShort(digits, offset + 2 * i) + 1;
      BigEndian.putShort(bytes, at + 2 * i, (short) (digit ^ mask));
    }
    end(bytes, at + 2 * count, mask, scale);
  }

  private static void special(RowWriter out, byte kind) {
    int at = out.present(3);
    out.buffer()[at] = kind;
    BigEndian.putShort(out.buffer(), at + 1, (short) 0);
  }

  private static void zero(RowWriter out, int scale) {
    int at = out.present(3);
    out.buffer()[at] = RowFormat.NUMERIC_ZERO;
    BigEndian.putShort(out.buffer(), at + 1, (short) scale);
  }

  private static int begin(RowWriter out, boolean negative, int weight, int count) {
    int at = out.present(1 + 2 + 2 * count + 2 + 2);
    byte[] bytes = out.buffer();
    bytes[at] = negative ? RowFormat.NUMERIC_NEGATIVE : RowFormat.NUMERIC_POSITIVE;
    int ordered = (weight ^ Short.MIN_VALUE) & 0xFFFF;
    BigEndian.putShort(bytes, at + 1, (short) (negative ? ~ordered : ordered));
    return at + 3;
  }

  private static void end(byte[] bytes, int at, int mask, int scale) {
    BigEndian.putShort(bytes, at, (short) mask);
    BigEndian.putShort(bytes, at + 2, (short) scale);
  }

  private static void finite(RowWriter out, BigDecimal number) {
    int scale = number.scale();
    if (scale > MAX_SCALE) {
      throw new EvertException(
          ErrorCode.NUMERIC_OUT_OF_RANGE,
          "numeric has " + scale + " digits after the point, the most is " + MAX_SCALE);
    }
    if (number.signum() == 0) {
      zero(out, scale);
      return;
    }
    BigInteger unscaled = number.unscaledValue().abs();
    int padding = Math.floorMod(-scale, BASE_DIGITS);
    if (padding != 0) {
      unscaled = unscaled.multiply(BigInteger.valueOf(POWERS[padding]));
    }
    int exponent = -(scale + padding) / BASE_DIGITS;
    byte[] digits = baseDigits(unscaled);
    writeTrimmed(out, number.signum() < 0, scale, digits, exponent);
  }

  private static void writeTrimmed(
      RowWriter out, boolean negative, int scale, byte[] digits, int exponent) {
    int count = digits.length / 2;
    int first = 0;
    while (BigEndian.getShort(digits, 2 * first) == 0) {
      first++;
    }
    int weight = exponent + count - 1 - first;
    int last = count;
    while (BigEndian.getShort(digits, 2 * (last - 1)) == 0) {
      last--;
    }
    if (weight < Short.MIN_VALUE || weight > Short.MAX_VALUE) {
      throw new EvertException(ErrorCode.NUMERIC_OUT_OF_RANGE, "value overflows numeric format");
    }
    writeParts(out, negative, weight, scale, digits, 2 * first, last - first);
  }

  /** The base-10000 digits of a positive number as big-endian int2; may begin with a zero. */
  private static byte[] baseDigits(BigInteger number) {
    if (number.bitLength() < Long.SIZE) {
      return baseDigits(number.longValue());
    }
    String decimal = number.toString();
    int lead = Math.floorMod(-decimal.length(), BASE_DIGITS);
    String padded = "0".repeat(lead) + decimal;
    byte[] digits = new byte[padded.length() / BASE_DIGITS * 2];
    for (int i = 0; i < digits.length / 2; i++) {
      int from = i * BASE_DIGITS;
      int digit = Integer.parseInt(padded, from, from + BASE_DIGITS, 10);
      BigEndian.putShort(digits, 2 * i, (short) digit);
    }
    return digits;
  }

  private static byte[] baseDigits(long number) {
    byte[] digits = new byte[10];
    long rest = number;
    for (int i = 4; i >= 0; i--) {
      BigEndian.putShort(digits, 2 * i, (short) (rest % 10_000));
      rest /= 10_000;
    }
    return digits;
  }

  /** Where the numeric that starts at {@code at} (its class byte) ends. */
  static int skip(byte[] bytes, int at) {
    return switch (bytes[at]) {
      case RowFormat.NUMERIC_POSITIVE -> skipDigits(bytes, at + 3, (short) 0);
      case RowFormat.NUMERIC_NEGATIVE -> skipDigits(bytes, at + 3, (short) -1);
      default -> at + 3;
    };
  }

  private static int skipDigits(byte[] bytes, int from, short end) {
    int at = from;
    while (BigEndian.getShort(bytes, at) != end) {
      at += 2;
    }
    return at + 4;
  }

  /**
   * The fewest digits after the point that show the numeric in {@code bytes[at, end)}, at least
   * {@code declared} for a number and 0 for the special values.
   */
  static int leastScale(byte[] bytes, int at, int end, int declared) {
    byte kind = bytes[at];
    if (kind == RowFormat.NUMERIC_ZERO) {
      return declared;
    }
    if (kind != RowFormat.NUMERIC_POSITIVE && kind != RowFormat.NUMERIC_NEGATIVE) {
      return 0;
    }
    int mask = kind == RowFormat.NUMERIC_NEGATIVE ? 0xFFFF : 0;
    int weight = (short) (BigEndian.getShort(bytes, at + 1) ^ mask ^ Short.MIN_VALUE);
    int count = (end - 4 - (at + 3)) / 2;
    int scale = (count - 1 - weight) * BASE_DIGITS;
    for (int last = digit(bytes, end - 6, mask); last % 10 == 0; last /= 10) {
      scale--;
    }
    return Math.max(scale, declared);
  }

  static Decimal read(byte[] bytes, int at) {
    return switch (bytes[at]) {
      case RowFormat.NUMERIC_NEGATIVE_INFINITY -> Decimal.Special.NEGATIVE_INFINITY;
      case RowFormat.NUMERIC_INFINITY -> Decimal.Special.INFINITY;
      case RowFormat.NUMERIC_NAN -> Decimal.Special.NAN;
      case RowFormat.NUMERIC_ZERO -> Decimal.of(BigDecimal.valueOf(0, scale(bytes, at + 3)));
      case RowFormat.NUMERIC_POSITIVE -> readDigits(bytes, at, false);
      case RowFormat.NUMERIC_NEGATIVE -> readDigits(bytes, at, true);
      default -> throw new IllegalStateException("numeric class " + bytes[at] + " at " + at);
    };
  }

  private static int scale(byte[] bytes, int end) {
    return BigEndian.getShort(bytes, end - 2) & 0xFFFF;
  }

  private static Decimal readDigits(byte[] bytes, int at, boolean negative) {
    int end = skip(bytes, at);
    int mask = negative ? 0xFFFF : 0;
    int weight = (short) (BigEndian.getShort(bytes, at + 1) ^ mask ^ Short.MIN_VALUE);
    int count = (end - 4 - (at + 3)) / 2;
    BigInteger unscaled = unscaled(bytes, at + 3, count, mask);
    BigDecimal number =
        new BigDecimal(negative ? unscaled.negate() : unscaled, (count - 1 - weight) * BASE_DIGITS);
    return Decimal.of(number.setScale(scale(bytes, end)));
  }

  private static BigInteger unscaled(byte[] bytes, int from, int count, int mask) {
    if (count <= 4) {
      long value = 0;
      for (int i = 0; i < count; i++) {
        value = value * 10_000 + digit(bytes, from + 2 * i, mask);
      }
      return BigInteger.valueOf(value);
    }
    if (count <= 64) {
      BigInteger value = BigInteger.ZERO;
      for (int i = 0; i < count; i++) {
        value = value.multiply(BASE).add(BigInteger.valueOf(digit(bytes, from + 2 * i, mask)));
      }
      return value;
    }
    int half = count / 2;
    BigInteger high = unscaled(bytes, from, half, mask);
    BigInteger low = unscaled(bytes, from + 2 * half, count - half, mask);
    return high.multiply(BASE.pow(count - half)).add(low);
  }

  private static int digit(byte[] bytes, int at, int mask) {
    return ((BigEndian.getShort(bytes, at) ^ mask) & 0xFFFF) - 1;
  }
}
