package dev.evert.spi.row;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.Decimal;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Lays out numerics as {@link RowFormat} draws them. */
public final class NumericFormat {
  private static final int BASE_DIGITS = 4;
  private static final int BASE = 10_000;
  private static final int[] POWERS = {1, 10, 100, 1000};
  private static final int MAX_SCALE = 16_383;

  /** Decimal digits of which every number, shifted by less than a base digit, fits a long. */
  private static final int LONG_DIGITS = 15;

  /** 10000 to the power of four is the last that fits a long. */
  private static final int MAX_LONG_BASE_DIGITS = 5;

  private static final long LONG_LIMIT = 1_000_000_000_000_000L;

  private NumericFormat() {}

  static void write(RowWriter out, Decimal value) {
    switch (value) {
      case Decimal.Special.NEGATIVE_INFINITY -> special(out, RowFormat.NUMERIC_NEGATIVE_INFINITY);
      case Decimal.Special.INFINITY -> special(out, RowFormat.NUMERIC_INFINITY);
      case Decimal.Special.NAN -> special(out, RowFormat.NUMERIC_NAN);
      case Decimal.Finite(BigDecimal number) -> {
        if (number.precision() <= LONG_DIGITS) {
          // The unscaled value as a long, without a BigInteger of it.
          write(out, number.scaleByPowerOfTen(number.scale()).longValue(), number.scale());
        } else {
          writeLarge(out, number);
        }
      }
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

  /** Writes {@code unscaled / 10^scale} without making any object of a number of 15 digits. */
  static void write(RowWriter out, long unscaled, int scale) {
    if (unscaled <= -LONG_LIMIT || unscaled >= LONG_LIMIT) {
      writeLarge(out, BigDecimal.valueOf(unscaled, scale));
      return;
    }
    checkScale(scale);
    if (unscaled == 0) {
      zero(out, scale);
      return;
    }
    int padding = Math.floorMod(-scale, BASE_DIGITS);
    long digits = Math.abs(unscaled) * POWERS[padding];
    int exponent = -(scale + padding) / BASE_DIGITS;
    while (digits % BASE == 0) {
      digits /= BASE;
      exponent++;
    }
    int count = countBaseDigits(digits);
    int mask = unscaled < 0 ? 0xFFFF : 0;
    int at = begin(out, unscaled < 0, exponent + count - 1, count);
    byte[] bytes = out.buffer();
    for (int i = count - 1; i >= 0; i--) {
      BigEndian.putShort(bytes, at + 2 * i, (short) ((int) (digits % BASE) + 1 ^ mask));
      digits /= BASE;
    }
    end(bytes, at + 2 * count, mask, scale);
  }

  /** How many base digits a number has that fits a long. */
  private static int countBaseDigits(long number) {
    int count = 1;
    for (long limit = BASE; number >= limit && count < MAX_LONG_BASE_DIGITS; limit *= BASE) {
      count++;
    }
    return count;
  }

  private static void checkScale(int scale) {
    if (scale < 0 || scale > MAX_SCALE) {
      throw new EvertException(
          ErrorCode.NUMERIC_OUT_OF_RANGE,
          "numeric has " + scale + " digits after the point, wanted 0 to " + MAX_SCALE);
    }
  }

  private static void writeLarge(RowWriter out, BigDecimal number) {
    int scale = number.scale();
    checkScale(scale);
    BigInteger unscaled = number.unscaledValue().abs();
    int padding = Math.floorMod(-scale, BASE_DIGITS);
    if (padding != 0) {
      unscaled = unscaled.multiply(BigInteger.valueOf(POWERS[padding]));
    }
    int exponent = -(scale + padding) / BASE_DIGITS;
    writeTrimmed(out, number.signum() < 0, scale, baseDigits(unscaled), exponent);
  }

  private static void writeTrimmed(
      RowWriter out, boolean negative, int scale, byte[] digits, int exponent) {
    int count = digits.length / 2;
    int weight = exponent + count - 1;
    while (BigEndian.getShort(digits, 2 * (count - 1)) == 0) {
      count--;
    }
    if (weight < Short.MIN_VALUE || weight > Short.MAX_VALUE) {
      throw new EvertException(ErrorCode.NUMERIC_OUT_OF_RANGE, "value overflows numeric format");
    }
    writeParts(out, negative, weight, scale, digits, 0, count);
  }

  /** The base-10000 digits of a positive number as big-endian int2. */
  private static byte[] baseDigits(BigInteger number) {
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
}
