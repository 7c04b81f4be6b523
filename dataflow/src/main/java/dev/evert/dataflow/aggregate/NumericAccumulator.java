package dev.evert.dataflow.aggregate;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.NumericFormat;
import dev.evert.spi.row.NumericParts;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Decimal;

/**
 * Sums numerics. It counts how many arguments show how many digits after the point, since a sum
 * shows as many as the argument that shows most; and how many are NaN or infinite.
 */
final class NumericAccumulator extends Accumulator {
  private static final int INFINITE = 1;
  private static final int NEGATIVE_INFINITE = 2;
  private static final int NAN = 4;

  private final boolean mean;
  private final NumericParts parts = new NumericParts();
  private final RowReader again = new RowReader();
  private final ScaleCounts scales = new ScaleCounts();
  private final DecimalSum sum = new DecimalSum();
  private long infinite;
  private long negativeInfinite;
  private long nans;

  NumericAccumulator(boolean mean) {
    this.mean = mean;
  }

  @Override
  public void clear() {
    scales.clear();
    sum.clear();
    infinite = 0;
    negativeInfinite = 0;
    nans = 0;
  }

  @Override
  public void read(StateReader in) {
    scales.read(in);
    sum.read(in);
    int special = in.readLength();
    infinite = (special & INFINITE) == 0 ? 0 : in.readLong();
    negativeInfinite = (special & NEGATIVE_INFINITE) == 0 ? 0 : in.readLong();
    nans = (special & NAN) == 0 ? 0 : in.readLong();
  }

  @Override
  public void write(StateWriter out) {
    scales.write(out);
    sum.write(out);
    out.writeLength(
        (infinite == 0 ? 0 : INFINITE)
            | (negativeInfinite == 0 ? 0 : NEGATIVE_INFINITE)
            | (nans == 0 ? 0 : NAN));
    writeUnlessZero(infinite, out);
    writeUnlessZero(negativeInfinite, out);
    writeUnlessZero(nans, out);
  }

  private static void writeUnlessZero(long count, StateWriter out) {
    if (count != 0) {
      out.writeLong(count);
    }
  }

  @Override
  public void add(RowReader argument, long weight) {
    int from = argument.offset();
    argument.readNumeric(parts);
    if (parts.isFinite()) {
      sum.add(parts, weight);
      scales.add(parts.scale(), weight);
    } else {
      addSpecial(again.set(argument.bytes(), from, argument.offset()).readNumeric(), weight);
    }
  }

  private void addSpecial(Decimal value, long weight) {
    switch (value) {
      case Decimal.Special.INFINITY -> infinite += weight;
      case Decimal.Special.NEGATIVE_INFINITY -> negativeInfinite += weight;
      case Decimal.Special.NAN -> nans += weight;
      case Decimal.Finite _ -> throw new IllegalStateException("a number is no special value");
    }
  }

  @Override
  public void result(RowWriter out) {
    if (nans != 0 || (infinite != 0 && negativeInfinite != 0)) {
      out.putNumeric(Decimal.Special.NAN);
    } else if (infinite != 0) {
      out.putNumeric(Decimal.Special.INFINITY);
    } else if (negativeInfinite != 0) {
      out.putNumeric(Decimal.Special.NEGATIVE_INFINITY);
    } else if (scales.total() == 0) {
      out.putNull();
    } else if (mean) {
      out.putNumeric(
          Decimal.of(NumericMean.of(sum.toBigDecimal(scales.largest()), scales.total())));
    } else {
      putSum(out);
    }
  }

  private void putSum(RowWriter out) {
    boolean negative = sum.toDigits();
    if (sum.weight() > Short.MAX_VALUE) {
      throw new EvertException(
          ErrorCode.NUMERIC_OUT_OF_RANGE, "sum: value overflows numeric format");
    }
    NumericFormat.writeParts(
        out, negative, sum.weight(), scales.largest(), sum.digits(), 0, sum.count());
  }
}
