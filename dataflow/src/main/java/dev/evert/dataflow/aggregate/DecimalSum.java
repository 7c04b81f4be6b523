package dev.evert.dataflow.aggregate;

import dev.evert.spi.row.BigEndian;
import dev.evert.spi.row.NumericParts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * The exact sum of decimal numbers, in limbs of base 10000 that are kept in longs, so that carries
 * may wait. Adding a number allocates nothing.
 */
final class DecimalSum {
  private static final int BASE = 10_000;
  private static final int BASE_DIGITS = 4;

  /** As long as no limb can exceed what a long holds. */
  private static final long WAITING_CARRIES = Long.MAX_VALUE / BASE / 2;

  private long[] limbs = new long[8];

  /** The exponent of the first limb, the least one, in powers of 10000. */
  private int low;

  private int size;
  private long waiting;
  private byte[] digits = {};

  void clear() {
    Arrays.fill(limbs, 0, size, 0);
    size = 0;
    waiting = 0;
  }

  /** Adds a number so often. */
  void add(NumericParts number, long times) {
    int count = number.count();
    if (count == 0) {
      return;
    }
    long most = Math.abs(times);
    if (most > WAITING_CARRIES - waiting) {
      carry();
    }
    waiting += most;
    int weight = number.weight();
    reserve(weight - count + 1, weight);
    long factor = number.isNegative() ? -times : times;
    for (int i = 0; i < count; i++) {
      limbs[weight - i - low] += number.digit(i) * factor;
    }
  }

  /** Makes limbs for these exponents. */
  private void reserve(int from, int to) {
    if (size == 0) {
      low = from;
    }
    int newLow = Math.min(low, from);
    int newSize = Math.max(low + size - 1, to) - newLow + 1;
    if (newSize > limbs.length) {
      limbs = Arrays.copyOf(limbs, Math.max(newSize, 2 * limbs.length));
    }
    if (newLow < low && size > 0) {
      int shift = low - newLow;
      System.arraycopy(limbs, 0, limbs, shift, size);
      Arrays.fill(limbs, 0, Math.min(shift, size + shift), 0);
    }
    low = newLow;
    size = newSize;
  }

  /** Brings all limbs into the base, all of one sign; returns whether that is the negative one. */
  private boolean carry() {
    waiting = 1;
    boolean negative = carryUp();
    if (negative) {
      for (int i = 0; i < size; i++) {
        limbs[i] = -limbs[i];
      }
      carryUp();
      for (int i = 0; i < size; i++) {
        limbs[i] = -limbs[i];
      }
    }
    trim();
    return negative;
  }

  /**
   * Brings all limbs but the last into 0 to 9999; whether the last one, and so all, is negative.
   */
  private boolean carryUp() {
    for (int i = 0; i < size; i++) {
      long carry = Math.floorDiv(limbs[i], (long) BASE);
      if (carry == 0) {
        continue;
      }
      if (i == size - 1) {
        if (carry < 0) {
          return true;
        }
        reserve(low, low + size);
      }
      limbs[i] -= carry * BASE;
      limbs[i + 1] += carry;
    }
    return size > 0 && limbs[size - 1] < 0;
  }

  private void trim() {
    while (size > 0 && limbs[size - 1] == 0) {
      size--;
    }
    int zeros = 0;
    while (zeros < size && limbs[zeros] == 0) {
      zeros++;
    }
    if (zeros > 0) {
      System.arraycopy(limbs, zeros, limbs, 0, size - zeros);
      Arrays.fill(limbs, size - zeros, size, 0);
      size -= zeros;
      low += zeros;
    }
  }

  /** Makes the sum's digits; returns whether it is negative. */
  boolean toDigits() {
    boolean negative = carry();
    if (digits.length < size * Short.BYTES) {
      digits = new byte[2 * size * Short.BYTES];
    }
    for (int i = 0; i < size; i++) {
      short digit = (short) Math.abs(limbs[size - 1 - i]);
      BigEndian.putShort(digits, i * Short.BYTES, digit);
    }
    return negative;
  }

  /** Base-10000 digits as big-endian int2, the first one first, as of {@link #toDigits}. */
  byte[] digits() {
    return digits;
  }

  /** The number of digits. */
  int count() {
    return size;
  }

  /** The exponent of the first digit. */
  int weight() {
    return size == 0 ? 0 : low + size - 1;
  }

  /** Sign and number of limbs, the first one's exponent, the limbs. */
  void write(StateWriter out) {
    boolean negative = carry();
    out.writeLong(negative ? -size : size);
    if (size > 0) {
      out.writeLong(low);
    }
    for (int i = 0; i < size; i++) {
      out.writeLength((int) Math.abs(limbs[i]));
    }
  }

  void read(StateReader in) {
    clear();
    int count = (int) in.readLong();
    if (count == 0) {
      return;
    }
    int from = (int) in.readLong();
    reserve(from, from + Math.abs(count) - 1);
    for (int i = 0; i < size; i++) {
      long limb = in.readLength();
      limbs[i] = count < 0 ? -limb : limb;
    }
    waiting = 1;
  }

  /** The sum with so many digits after the point. */
  BigDecimal toBigDecimal(int scale) {
    carry();
    BigInteger unscaled = BigInteger.ZERO;
    for (int i = size - 1; i >= 0; i--) {
      unscaled = unscaled.multiply(BigInteger.valueOf(BASE)).add(BigInteger.valueOf(limbs[i]));
    }
    return new BigDecimal(unscaled, -low * BASE_DIGITS).setScale(scale);
  }
}
