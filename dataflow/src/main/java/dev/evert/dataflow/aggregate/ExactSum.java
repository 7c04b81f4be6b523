package dev.evert.dataflow.aggregate;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The exact sum of doubles, or of products of two: a fixed-point number with the weight of the
 * least one at its end, long enough for 2^63 times the largest one. What was added can be taken
 * back without a trace.
 *
 * <p>Limbs of 32 bits are kept in longs, so that carries may wait: each addition changes a limb by
 * less than 2^36.
 */
final class ExactSum {
  private static final int LIMBS = 70;
  private static final int PRODUCT_LIMBS = 140;
  private static final int LIMB_BITS = 32;
  private static final long LIMB_MASK = 0xFFFF_FFFFL;
  private static final int WAITING_CARRIES = 1 << 26;
  private static final int LEAST_EXPONENT = -1074;
  private static final int FRACTION_BITS = 52;
  private static final int EXPONENT_MASK = 0x7FF;

  private final int size;
  private final int unit;
  private final long[] limbs;
  private int low;
  private int high;
  private int waiting;

  private ExactSum(int size, int unit) {
    this.size = size;
    this.unit = unit;
    this.limbs = new long[size];
    this.low = size;
  }

  static ExactSum ofNumbers() {
    return new ExactSum(LIMBS, LEAST_EXPONENT);
  }

  static ExactSum ofProducts() {
    return new ExactSum(PRODUCT_LIMBS, 2 * LEAST_EXPONENT);
  }

  void clear() {
    if (low < size) {
      Arrays.fill(limbs, low, size, 0);
    }
    low = size;
    high = 0;
    waiting = 0;
  }

  /** Adds a finite number so often. */
  void add(double value, long weight) {
    long mantissa = mantissa(value);
    if (mantissa != 0) {
      boolean negative = (Double.doubleToRawLongBits(value) < 0) != (weight < 0);
      long factor = Math.abs(weight);
      int exponent = exponent(value);
      addWord(exponent, mantissa * factor, negative);
      addWord(exponent + Long.SIZE, Math.multiplyHigh(mantissa, factor), negative);
      count();
    }
  }

  /** Adds the product of two finite numbers so often. */
  void addProduct(double one, double other, long weight) {
    long left = mantissa(one);
    long right = mantissa(other);
    if (left == 0 || right == 0) {
      return;
    }
    long signs = Double.doubleToRawLongBits(one) ^ Double.doubleToRawLongBits(other) ^ weight;
    long factor = Math.abs(weight);
    long lower = left * right;
    long upper = Math.multiplyHigh(left, right);
    int exponent = exponent(one) + exponent(other);
    addWord(exponent, lower * factor, signs < 0);
    addWord(exponent + Long.SIZE, Math.unsignedMultiplyHigh(lower, factor), signs < 0);
    addWord(exponent + Long.SIZE, upper * factor, signs < 0);
    addWord(exponent + 2 * Long.SIZE, Math.unsignedMultiplyHigh(upper, factor), signs < 0);
    count();
  }

  private static long mantissa(double value) {
    long bits = Double.doubleToRawLongBits(value);
    long fraction = bits & ((1L << FRACTION_BITS) - 1);
    return biased(bits) == 0 ? fraction : fraction | 1L << FRACTION_BITS;
  }

  /** Of the mantissa's last bit, from that of the least double on. */
  private static int exponent(double value) {
    return Math.max(0, biased(Double.doubleToRawLongBits(value)) - 1);
  }

  private static int biased(long bits) {
    return (int) (bits >>> FRACTION_BITS) & EXPONENT_MASK;
  }

  private void addWord(int offset, long word, boolean negative) {
    addHalf(offset, word & LIMB_MASK, negative);
    addHalf(offset + LIMB_BITS, word >>> LIMB_BITS, negative);
  }

  private void addHalf(int offset, long half, boolean negative) {
    if (half != 0) {
      int limb = offset / LIMB_BITS;
      long part = half << offset % LIMB_BITS;
      addTo(limb, part & LIMB_MASK, negative);
      addTo(limb + 1, part >>> LIMB_BITS, negative);
    }
  }

  private void count() {
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
    if (low == size) {
      return;
    }
    for (int i = low; i < size - 1; i++) {
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
    while (low < size && limbs[low] == 0) {
      low++;
    }
    high = low == size ? 0 : size - 1;
    while (high > 0 && limbs[high] == 0) {
      high--;
    }
  }

  /** Makes limbs those of the magnitude; returns whether the sum is negative. */
  private boolean toMagnitude() {
    carry();
    if (limbs[size - 1] >= 0) {
      return false;
    }
    negate();
    return true;
  }

  private void negate() {
    for (int i = 0; i < size; i++) {
      limbs[i] = -limbs[i];
    }
    carry();
  }

  /** The number of limbs with its sign, the first limb's index, the limbs. */
  void write(StateWriter out) {
    boolean negative = toMagnitude();
    int count = low == size ? 0 : high - low + 1;
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
    double magnitude = low == size ? 0 : quotient(divisor, precision, leastExponent);
    if (negative) {
      negate();
      return -magnitude;
    }
    return magnitude;
  }

  private double quotient(long divisor, int precision, int leastExponent) {
    return Ratio.rounded(
        magnitude(), BigInteger.valueOf(divisor), unit + low * LIMB_BITS, precision, leastExponent);
  }

  private BigInteger magnitude() {
    BigInteger number = BigInteger.ZERO;
    for (int i = high; i >= low; i--) {
      number = number.shiftLeft(LIMB_BITS).or(BigInteger.valueOf(limbs[i]));
    }
    return number;
  }

  /** The sum as so many of the least number. */
  BigInteger toBigInteger() {
    boolean negative = toMagnitude();
    BigInteger number = low == size ? BigInteger.ZERO : magnitude().shiftLeft(low * LIMB_BITS);
    if (negative) {
      negate();
      return number.negate();
    }
    return number;
  }
}
