package dev.evert.dataflow.aggregate;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.Type;
import java.math.BigDecimal;

/** Sums integers. */
final class IntegerAccumulator extends Accumulator {
  private final Type type;
  private final boolean mean;
  private final WideSum sum = new WideSum();
  private long count;

  IntegerAccumulator(Type type, boolean mean) {
    this.type = type;
    this.mean = mean;
  }

  @Override
  public void clear() {
    count = 0;
    sum.clear();
  }

  @Override
  public void read(StateReader in) {
    count = in.readLong();
    sum.read(in);
  }

  @Override
  public void merge(StateReader in) {
    count += in.readLong();
    sum.merge(in);
  }

  @Override
  public void write(StateWriter out) {
    out.writeLong(count);
    sum.write(out);
  }

  @Override
  public void add(RowReader argument, long weight) {
    count += weight;
    sum.add(read(type, argument), weight);
  }

  /** The next field, an integer of the type. */
  static long read(Type type, RowReader argument) {
    return switch (type) {
      case Type.Simple.INT2 -> argument.readInt2();
      case Type.Simple.INT4 -> argument.readInt4();
      case Type.Simple.INT8 -> argument.readInt8();
      case Type other -> throw new IllegalStateException("an integer of type " + other.sql());
    };
  }

  @Override
  public void result(RowWriter out) {
    if (count == 0) {
      out.putNull();
    } else if (mean && sum.fitsLong()) {
      NumericMean.write(out, sum.longValue(), count);
    } else if (mean) {
      out.putNumeric(Decimal.of(NumericMean.of(new BigDecimal(sum.toBigInteger()), count)));
    } else if (type == Type.Simple.INT8 && sum.fitsLong()) {
      out.putNumeric(sum.longValue(), 0);
    } else if (type == Type.Simple.INT8) {
      out.putNumeric(Decimal.of(new BigDecimal(sum.toBigInteger())));
    } else if (sum.fitsLong()) {
      out.putInt8(sum.longValue());
    } else {
      throw new EvertException(ErrorCode.NUMERIC_OUT_OF_RANGE, "sum: bigint out of range");
    }
  }
}
