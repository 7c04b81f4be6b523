package dev.evert.dataflow.aggregate;

import dev.evert.spi.row.NumericParts;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Decimal;
import java.math.BigDecimal;
import java.math.BigInteger;

/** The variance of numerics; those that are not finite are counted. */
final class NumericVarianceAccumulator extends Accumulator {
  private final boolean sample;
  private final boolean root;
  private final NumericParts parts = new NumericParts();
  private final RowReader again = new RowReader();
  private final ScaleCounts scales = new ScaleCounts();
  private final DecimalSum sum = new DecimalSum();
  private BigDecimal squares = BigDecimal.ZERO;
  private long special;

  NumericVarianceAccumulator(boolean sample, boolean root) {
    this.sample = sample;
    this.root = root;
  }

  @Override
  public void clear() {
    scales.clear();
    sum.clear();
    squares = BigDecimal.ZERO;
    special = 0;
  }

  @Override
  public void read(StateReader in) {
    scales.read(in);
    sum.read(in);
    special = in.readLong();
    int scale = (int) in.readLong();
    squares = new BigDecimal(new BigInteger(in.readBytes(in.readLength())), scale);
  }

  @Override
  public void write(StateWriter out) {
    scales.write(out);
    sum.write(out);
    out.writeLong(special);
    BigDecimal shortest = squares.stripTrailingZeros();
    byte[] digits = shortest.unscaledValue().toByteArray();
    out.writeLong(shortest.scale());
    out.writeLength(digits.length);
    out.writeBytes(digits, 0, digits.length);
  }

  @Override
  public void add(RowReader argument, long weight) {
    int from = argument.offset();
    argument.readNumeric(parts);
    if (!parts.isFinite()) {
      special += weight;
      return;
    }
    sum.add(parts, weight);
    scales.add(parts.scale(), weight);
    Decimal value = again.set(argument.bytes(), from, argument.offset()).readNumeric();
    if (value instanceof Decimal.Finite(BigDecimal number)) {
      squares = squares.add(number.multiply(number).multiply(BigDecimal.valueOf(weight)));
    }
  }

  @Override
  public void result(RowWriter out) {
    long count = scales.total() + special;
    if (count <= (sample ? 1 : 0)) {
      out.putNull();
    } else if (special != 0) {
      out.putNumeric(Decimal.Special.NAN);
    } else {
      BigDecimal total = sum.toBigDecimal(scales.largest());
      BigDecimal all = squares.setScale(2 * total.scale());
      DecimalVariance.write(total, all, count, sample, root, out);
    }
  }
}
