package dev.evert.dataflow.aggregate;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import java.math.BigInteger;

/** The variance of floats, rounded once from exact sums. */
final class FloatVarianceAccumulator extends Accumulator {
  /** Of a product of the least double with itself. */
  static final int UNIT = -2148;

  private final boolean sample;
  private final boolean root;
  private final FloatMoments moments = new FloatMoments();

  FloatVarianceAccumulator(boolean sample, boolean root) {
    this.sample = sample;
    this.root = root;
  }

  @Override
  public void clear() {
    moments.clear();
  }

  @Override
  public void read(StateReader in) {
    moments.read(in);
  }

  @Override
  public void write(StateWriter out) {
    moments.write(out);
  }

  @Override
  public void add(RowReader argument, long weight) {
    moments.add(argument.readFloat8(), weight);
  }

  @Override
  public void result(RowWriter out) {
    long count = moments.count();
    if (count <= (sample ? 1 : 0)) {
      out.putNull();
    } else if (!moments.isFinite()) {
      out.putFloat8(Double.NaN);
    } else {
      BigInteger divisor =
          BigInteger.valueOf(count).multiply(BigInteger.valueOf(sample ? count - 1 : count));
      double variance = requireFinite(Ratio.toDouble(moments.spread(), divisor, UNIT));
      out.putFloat8(root ? Math.sqrt(variance) : variance);
    }
  }

  static double requireFinite(double value) {
    if (Double.isInfinite(value)) {
      throw new EvertException(ErrorCode.NUMERIC_OUT_OF_RANGE, "value out of range: overflow");
    }
    return value;
  }
}
