package dev.evert.dataflow.aggregate;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;

/** Counts; what its argument is does not matter. */
public final class CountAccumulator extends Accumulator {
  private long count;

  @Override
  public void clear() {
    count = 0;
  }

  @Override
  public void read(StateReader in) {
    count = in.readLong();
  }

  @Override
  public void merge(StateReader in) {
    count += in.readLong();
  }

  @Override
  public void write(StateWriter out) {
    out.writeLong(count);
  }

  @Override
  public void add(RowReader argument, long weight) {
    argument.skip(Type.Simple.BOOLEAN);
    count += weight;
  }

  /** Takes so many rows; negative: takes them back. */
  public void count(long rows) {
    count += rows;
  }

  @Override
  public void result(RowWriter out) {
    out.putInt8(count);
  }
}
