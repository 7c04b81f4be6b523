package dev.evert.dataflow.aggregate;

import java.math.BigInteger;

/** Floats summed exactly, and their squares; those that are no finite numbers are counted. */
final class FloatMoments {
  private final ExactSum sum = ExactSum.ofNumbers();
  private final ExactSum squares = ExactSum.ofProducts();
  private long finite;
  private long nans;
  private long infinite;
  private long negativeInfinite;

  void clear() {
    sum.clear();
    squares.clear();
    finite = 0;
    nans = 0;
    infinite = 0;
    negativeInfinite = 0;
  }

  void read(StateReader in) {
    sum.read(in);
    squares.read(in);
    finite = in.readLong();
    nans = in.readLong();
    infinite = in.readLong();
    negativeInfinite = in.readLong();
  }

  void write(StateWriter out) {
    sum.write(out);
    squares.write(out);
    out.writeLong(finite);
    out.writeLong(nans);
    out.writeLong(infinite);
    out.writeLong(negativeInfinite);
  }

  void add(double value, long weight) {
    if (Double.isNaN(value)) {
      nans += weight;
    } else if (value == Double.POSITIVE_INFINITY) {
      infinite += weight;
    } else if (value == Double.NEGATIVE_INFINITY) {
      negativeInfinite += weight;
    } else {
      finite += weight;
      sum.add(value, weight);
      squares.addProduct(value, value, weight);
    }
  }

  long count() {
    return finite + nans + infinite + negativeInfinite;
  }

  boolean isFinite() {
    return nans == 0 && infinite == 0 && negativeInfinite == 0;
  }

  /** The sum in units of the least double. */
  BigInteger sum() {
    return sum.toBigInteger();
  }

  /** The count times the sum of squares, less the square of the sum; in units of its square. */
  BigInteger spread() {
    BigInteger total = sum();
    return squares.toBigInteger().multiply(BigInteger.valueOf(finite)).subtract(total.pow(2));
  }

  double mean() {
    if (nans != 0 || (infinite != 0 && negativeInfinite != 0)) {
      return Double.NaN;
    }
    if (infinite != 0) {
      return Double.POSITIVE_INFINITY;
    }
    return negativeInfinite != 0 ? Double.NEGATIVE_INFINITY : sum.toDouble(finite);
  }
}
