package dev.evert.dataflow.aggregate;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;

/** Sums floats exactly, and counts those that are no numbers, infinite, or zero below zero. */
final class FloatAccumulator extends Accumulator {
  private final boolean single;
  private final boolean mean;
  private final ExactSum sum = ExactSum.ofNumbers();
  private long finite;
  private long negativeZeros;
  private long nans;
  private long infinite;
  private long negativeInfinite;

  FloatAccumulator(boolean single, boolean mean) {
    this.single = single;
    this.mean = mean;
  }

  @Override
  public void clear() {
    sum.clear();
    finite = 0;
    negativeZeros = 0;
    nans = 0;
    infinite = 0;
    negativeInfinite = 0;
  }

  @Override
  public void read(StateReader in) {
    sum.read(in);
    finite = in.readLong();
    negativeZeros = in.readLong();
    nans = in.readLong();
    infinite = in.readLong();
    negativeInfinite = in.readLong();
  }

  @Override
  public void write(StateWriter out) {
    sum.write(out);
    out.writeLong(finite);
    out.writeLong(negativeZeros);
    out.writeLong(nans);
    out.writeLong(infinite);
    out.writeLong(negativeInfinite);
  }

  @Override
  public void add(RowReader argument, long weight) {
    double value = single ? argument.readFloat4() : argument.readFloat8();
    if (Double.isNaN(value)) {
      nans += weight;
    } else if (value == Double.POSITIVE_INFINITY) {
      infinite += weight;
    } else if (value == Double.NEGATIVE_INFINITY) {
      negativeInfinite += weight;
    } else {
      finite += weight;
      negativeZeros += value == 0 && 1 / value < 0 ? weight : 0;
      sum.add(value, weight);
    }
  }

  @Override
  public void result(RowWriter out) {
    if (nans != 0 || (infinite != 0 && negativeInfinite != 0)) {
      put(Double.NaN, out);
    } else if (infinite != 0) {
      put(Double.POSITIVE_INFINITY, out);
    } else if (negativeInfinite != 0) {
      put(Double.NEGATIVE_INFINITY, out);
    } else if (finite == 0) {
      out.putNull();
    } else {
      put(checked(mean ? sum.toDouble(finite) : total()), out);
    }
  }

  private double total() {
    if (negativeZeros == finite) {
      return -0.0;
    }
    return single ? sum.toFloat() : sum.toDouble(1);
  }

  private double checked(double value) {
    if (Double.isInfinite(value)) {
      throw new EvertException(ErrorCode.NUMERIC_OUT_OF_RANGE, "sum: value out of range: overflow");
    }
    return value;
  }

  private void put(double value, RowWriter out) {
    if (single && !mean) {
      out.putFloat4((float) value);
    } else {
      out.putFloat8(value);
    }
  }
}
