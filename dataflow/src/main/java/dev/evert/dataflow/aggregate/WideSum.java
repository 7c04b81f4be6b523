package dev.evert.dataflow.aggregate;

import java.math.BigInteger;

/** A sum of longs in 128 bits: more than there can be rows to overflow it. */
final class WideSum {
  private long high;
  private long low;

  void clear() {
    high = 0;
    low = 0;
  }

  void add(long value, long weight) {
    long product = value * weight;
    long sum = low + product;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    high += Math.multiplyHigh(value, weight) + carry;
    low = sum;
  }

  void read(StateReader in) {
    low = in.readLong();
    high = in.readLong() + (low >> (Long.SIZE - 1));
  }

  void merge(StateReader in) {
    long otherLow = in.readLong();
    long otherHigh = in.readLong() + (otherLow >> (Long.SIZE - 1));
    long sum = low + otherLow;
    high += otherHigh + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    low = sum;
  }

  /** The upper half is written as what it differs by from the lower half's sign: mostly 0. */
  void write(StateWriter out) {
    out.writeLong(low);
    out.writeLong(high - (low >> (Long.SIZE - 1)));
  }

  boolean fitsLong() {
    return high == low >> (Long.SIZE - 1);
  }

  boolean fitsInt() {
    return fitsLong() && low == (int) low;
  }

  long longValue() {
    return low;
  }

  BigInteger toBigInteger() {
    if (fitsLong()) {
      return BigInteger.valueOf(low);
    }
    BigInteger carried = low < 0 ? BigInteger.ONE : BigInteger.ZERO;
    return BigInteger.valueOf(high).add(carried).shiftLeft(Long.SIZE).add(BigInteger.valueOf(low));
  }
}
