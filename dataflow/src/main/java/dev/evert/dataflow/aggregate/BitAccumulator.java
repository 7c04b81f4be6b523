package dev.evert.dataflow.aggregate;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import java.util.Arrays;

/** Counts for each bit how many integers have it. */
final class BitAccumulator extends Accumulator {
  private final Type type;
  private final AggregateFunction.BitOperation operation;
  private final long[] ones;
  private long count;

  BitAccumulator(Type type, AggregateFunction.BitOperation operation) {
    this.type = type;
    this.operation = operation;
    this.ones = new long[widthBits(type)];
  }

  private static int widthBits(Type type) {
    return switch (type) {
      case Type.Simple.INT2 -> Short.SIZE;
      case Type.Simple.INT4 -> Integer.SIZE;
      case Type _ -> Long.SIZE;
    };
  }

  @Override
  public void clear() {
    count = 0;
    Arrays.fill(ones, 0);
  }

  @Override
  public void read(StateReader in) {
    count = in.readLong();
    for (int i = 0; i < ones.length; i++) {
      ones[i] = in.readLong();
    }
  }

  @Override
  public void write(StateWriter out) {
    out.writeLong(count);
    for (long number : ones) {
      out.writeLong(number);
    }
  }

  @Override
  public void add(RowReader argument, long weight) {
    count += weight;
    long bits = IntegerAccumulator.read(type, argument);
    for (int i = 0; i < ones.length; i++) {
      ones[i] += (bits >> i & 1) * weight;
    }
  }

  @Override
  public void result(RowWriter out) {
    if (count == 0) {
      out.putNull();
      return;
    }
    long bits = 0;
    for (int i = 0; i < ones.length; i++) {
      bits |= isOne(ones[i]) ? 1L << i : 0;
    }
    switch (type) {
      case Type.Simple.INT2 -> out.putInt2((short) bits);
      case Type.Simple.INT4 -> out.putInt4((int) bits);
      case Type _ -> out.putInt8(bits);
    }
  }

  private boolean isOne(long number) {
    return switch (operation) {
      case AND -> number == count;
      case OR -> number != 0;
      case XOR -> (number & 1) != 0;
    };
  }
}
