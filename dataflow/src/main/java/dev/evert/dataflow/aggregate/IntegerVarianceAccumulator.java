package dev.evert.dataflow.aggregate;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;

/** The variance of integers. Squares have 126 bits: the upper ones are summed by themselves. */
final class IntegerVarianceAccumulator extends Accumulator {
  private static final int LOWER_BITS = 63;

  private final Type type;
  private final boolean sample;
  private final boolean root;
  private final WideSum sum = new WideSum();
  private final WideSum upperSquares = new WideSum();
  private final WideSum lowerSquares = new WideSum();
  private long count;

  IntegerVarianceAccumulator(Type type, boolean sample, boolean root) {
    this.type = type;
    this.sample = sample;
    this.root = root;
  }

  @Override
  public void clear() {
    count = 0;
    sum.clear();
    upperSquares.clear();
    lowerSquares.clear();
  }

  @Override
  public void read(StateReader in) {
    count = in.readLong();
    sum.read(in);
    upperSquares.read(in);
    lowerSquares.read(in);
  }

  @Override
  public void write(StateWriter out) {
    out.writeLong(count);
    sum.write(out);
    upperSquares.write(out);
    lowerSquares.write(out);
  }

  /** Half of the least long stands for it, since its square has a bit more than all others. */
  @Override
  public void add(RowReader argument, long weight) {
    long value = IntegerAccumulator.read(type, argument);
    count += weight;
    sum.add(value, weight);
    boolean least = value == Long.MIN_VALUE;
    long side = least ? value / 2 : value;
    long times = least ? 4 * weight : weight;
    long lower = side * side;
    long above = Math.multiplyHigh(side, side) << (Long.SIZE - LOWER_BITS);
    upperSquares.add(above | (lower >>> LOWER_BITS), times);
    lowerSquares.add(lower & ((1L << LOWER_BITS) - 1), times);
  }

  @Override
  public void result(RowWriter out) {
    if (count <= (sample ? 1 : 0)) {
      out.putNull();
      return;
    }
    BigInteger squares =
        upperSquares.toBigInteger().shiftLeft(LOWER_BITS).add(lowerSquares.toBigInteger());
    DecimalVariance.write(
        new BigDecimal(sum.toBigInteger()), new BigDecimal(squares), count, sample, root, out);
  }
}
