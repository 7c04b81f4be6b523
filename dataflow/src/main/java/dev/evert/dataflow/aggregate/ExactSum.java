package dev.evert.dataflow.aggregate;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The exact sum of doubles: a fixed-point number with the weight of the least double at its end,
 * long enough for 2^63 times the largest one. What was added can be taken back without a trace.
 *
 * <p>Limbs of 32 bits are kept in longs, so that carries may wait: each addition changes a limb by
 * less than 2^33.
 */
final class ExactSum {
  private static final int LIMBS = 70;
  private static final int LIMB_BITS = 32;
  private static final long LIMB_MASK = 0xFFFF_FFFFL;
  private static final int WAITING_CARRIES = 1 << 28;
  private static final int LEAST_EXPONENT = -1074;
  private static final int FRACTION_BITS = 52;
  private static final int EXPONENT_MASK = 0x7FF;
  private static final int PRODUCT_LIMBS = 4;

  private final long[] limbs = new long[LIMBS];
  private int low = LIMBS;
  private int high;
  private int waiting;

  void clear() {
    if (low < LIMBS) {
      Arrays.fill(limbs, low, LIMBS, 0);
    }
    low = LIMBS;
    high = 0;
    waiting = 0;
  }

  /** Adds a finite number so often. */
  void add(double value, long weight) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> FRACTION_BITS) & EXPONENT_MASK;
    long mantissa = bits & ((1L << FRACTION_BITS) - 1);
    if (exponent != 0) {
      mantissa |= 1L << FRACTION_BITS;
      exponent--;
    }
    if (mantissa == 0) {
      return;
    }
    boolean negative = (bits < 0) != (weight < 0);
    long factor = Math.abs(weight);
    addProduct(exponent, mantissa * factor, Math.multiplyHigh(mantissa, factor), negative);
  }

  private void addProduct(int offset, long lower, long upper, boolean negative) {
    int limb = offset / LIMB_BITS;
    int shift = offset % LIMB_BITS;
    for (int i = 0; i < PRODUCT_LIMBS; i++) {
      long half = i < PRODUCT_LIMBS / 2 ? lower : upper;
      long part = ((half >>> (i % 2 * LIMB_BITS)) & LIMB_MASK) << shift;
      if (part != 0) {
        addTo(limb + i, part & LIMB_MASK, negative);
        addTo(limb + i + 1, part >>> LIMB_BITS, negative);
      }
    }
    if (++waiting >= WAITING_CARRIES) {
      carry();
    }
  }

  private void addTo(int limb, long part, boolean negative) {
    limbs[limb] += negative ? -part : part;
    low = Math.min(low, limb);
    high = Math.max(high, limb);
  }

  /** Brings all limbs but the last into 32 bits; the last one has the sign. */
  private void carry() {
    waiting = 0;
    if (low == LIMBS) {
      return;
    }
    for (int i = low; i < LIMBS - 1; i++) {
      long carry = limbs[i] >> LIMB_BITS;
      if (carry == 0 && i > high) {
        break;
      }
      limbs[i] &= LIMB_MASK;
      limbs[i + 1] += carry;
      high = Math.max(high, carry == 0 ? i : i + 1);
    }
    trim();
  }

  private void trim() {
    while (low < LIMBS && limbs[low] == 0) {
      low++;
    }
    high = low == LIMBS ? 0 : LIMBS - 1;
    while (high > 0 && limbs[high] == 0) {
      high--;
    }
  }

  /** Makes limbs those of the magnitude; returns whether the sum is negative. */
  private boolean toMagnitude() {
    carry();
    if (limbs[LIMBS - 1] >= 0) {
      return false;
    }
    negate();
    return true;
  }

  private void negate() {
    for (int i = 0; i < LIMBS; i++) {
      limbs[i] = -limbs[i];
    }
    carry();
  }

  /** The number of limbs with its sign, the first limb's index, the limbs. */
  void write(StateWriter out) {
    boolean negative = toMagnitude();
    int count = low == LIMBS ? 0 : high - low + 1;
    out.writeLong(negative ? -count : count);
    if (count > 0) {
      out.writeLength(low);
    }
    for (int i = 0; i < count; i++) {
      out.writeLong(limbs[low + i]);
    }
    if (negative) {
      negate();
    }
  }

  void read(StateReader in) {
    clear();
    int count = (int) in.readLong();
    if (count == 0) {
      return;
    }
    low = in.readLength();
    high = low + Math.abs(count) - 1;
    for (int i = low; i <= high; i++) {
      limbs[i] = in.readLong();
    }
    if (count < 0) {
      negate();
    }
  }

  /** The sum divided by {@code divisor}, rounded once, to the nearest double, ties to even. */
  double toDouble(long divisor) {
    return rounded(divisor, Double.PRECISION, LEAST_EXPONENT);
  }

  /** The sum, rounded once, to the nearest float, ties to even. */
  float toFloat() {
    return (float) rounded(1, Float.PRECISION, Float.MIN_EXPONENT - Float.PRECISION + 1);
  }

  private double rounded(long divisor, int precision, int leastExponent) {
    boolean negative = toMagnitude();
    double magnitude = low == LIMBS ? 0 : quotient(divisor, precision, leastExponent);
    if (negative) {
      negate();
      return -magnitude;
    }
    return magnitude;
  }

  private double quotient(long divisor, int precision, int leastExponent) {
    BigInteger number = magnitude();
    int exponent = LEAST_EXPONENT + low * LIMB_BITS;
    int shift = Math.max(0, 2 * Long.SIZE + precision - number.bitLength());
    BigInteger[] parts = number.shiftLeft(shift).divideAndRemainder(BigInteger.valueOf(divisor));
    return round(parts[0], exponent - shift, parts[1].signum() != 0, precision, leastExponent);
  }

  private BigInteger magnitude() {
    BigInteger number = BigInteger.ZERO;
    for (int i = high; i >= low; i--) {
      number = number.shiftLeft(LIMB_BITS).or(BigInteger.valueOf(limbs[i]));
    }
    return number;
  }

  private static double round(
      BigInteger number, int exponent, boolean inexact, int precision, int leastExponent) {
    int drop = Math.max(number.bitLength() - precision, leastExponent - exponent);
    if (drop <= 0) {
      return Math.scalb((double) number.longValueExact(), exponent);
    }
    long kept = number.shiftRight(drop).longValueExact();
    if (number.testBit(drop - 1)) {
      boolean above = inexact || number.getLowestSetBit() < drop - 1;
      kept += above || (kept & 1) != 0 ? 1 : 0;
    }
    return Math.scalb((double) kept, exponent + drop);
  }
}
