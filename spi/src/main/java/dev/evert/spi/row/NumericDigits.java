package dev.evert.spi.row;

import dev.evert.spi.type.Decimal;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Takes numerics out of the bytes that {@link NumericFormat} wrote. */
final class NumericDigits {
  private static final int BASE_DIGITS = 4;
  private static final BigInteger BASE = BigInteger.valueOf(10_000);

  private NumericDigits() {}

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
    int mask = mask(bytes, at);
    int scale = (count(at, end) - 1 - weight(bytes, at)) * BASE_DIGITS;
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
      case RowFormat.NUMERIC_POSITIVE, RowFormat.NUMERIC_NEGATIVE -> readNumber(bytes, at);
      default -> throw unknown(bytes, at);
    };
  }

  private static Decimal readNumber(byte[] bytes, int at) {
    int end = skip(bytes, at);
    int count = count(at, end);
    int mask = mask(bytes, at);
    BigInteger unscaled = unscaled(bytes, at + 3, count, mask);
    BigDecimal number =
        new BigDecimal(
            mask == 0 ? unscaled : unscaled.negate(),
            (count - 1 - weight(bytes, at)) * BASE_DIGITS);
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

  /** Appends the numeric as SQL shows it, all digits of its scale included. */
  static void append(byte[] bytes, int at, StringBuilder out) {
    switch (bytes[at]) {
      case RowFormat.NUMERIC_NEGATIVE_INFINITY -> out.append("-Infinity");
      case RowFormat.NUMERIC_INFINITY -> out.append("Infinity");
      case RowFormat.NUMERIC_NAN -> out.append("NaN");
      case RowFormat.NUMERIC_ZERO -> {
        int scale = scale(bytes, at + 3);
        out.append(scale == 0 ? "0" : "0.").repeat('0', scale);
      }
      case RowFormat.NUMERIC_POSITIVE, RowFormat.NUMERIC_NEGATIVE -> appendNumber(bytes, at, out);
      default -> throw unknown(bytes, at);
    }
  }

  private static void appendNumber(byte[] bytes, int at, StringBuilder out) {
    int end = skip(bytes, at);
    int mask = mask(bytes, at);
    int weight = weight(bytes, at);
    int count = count(at, end);
    int scale = scale(bytes, end);
    if (mask != 0) {
      out.append('-');
    }
    if (weight < 0) {
      out.append('0');
    }
    for (int i = 0; i <= weight; i++) {
      int digit = i < count ? digit(bytes, at + 3 + 2 * i, mask) : 0;
      if (i == 0) {
        out.append(digit);
      } else {
        appendFour(digit, out);
      }
    }
    if (scale == 0) {
      return;
    }
    out.append('.');
    int whole = out.length();
    for (int i = weight + 1; out.length() - whole < scale; i++) {
      boolean held = i >= 0 && i < count;
      appendFour(held ? digit(bytes, at + 3 + 2 * i, mask) : 0, out);
    }
    out.setLength(whole + scale);
  }

  private static void appendFour(int digit, StringBuilder out) {
    out.append((char) ('0' + digit / 1000));
    out.append((char) ('0' + digit / 100 % 10));
    out.append((char) ('0' + digit / 10 % 10));
    out.append((char) ('0' + digit % 10));
  }

  private static int mask(byte[] bytes, int at) {
    return bytes[at] == RowFormat.NUMERIC_NEGATIVE ? 0xFFFF : 0;
  }

  static int weight(byte[] bytes, int at) {
    return (short) (BigEndian.getShort(bytes, at + 1) ^ mask(bytes, at) ^ Short.MIN_VALUE);
  }

  static int count(int at, int end) {
    return Math.max(0, end - 4 - (at + 3)) / 2;
  }

  static int scale(byte[] bytes, int end) {
    return BigEndian.getShort(bytes, end - 2) & 0xFFFF;
  }

  static int digit(byte[] bytes, int at, int mask) {
    return ((BigEndian.getShort(bytes, at) ^ mask) & 0xFFFF) - 1;
  }

  private static IllegalStateException unknown(byte[] bytes, int at) {
    return new IllegalStateException("numeric class " + bytes[at] + " at " + at);
  }
}
