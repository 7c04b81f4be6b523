package dev.evert.dataflow.aggregate;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;

/** Counts. */
final class CountAccumulator extends Accumulator {
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
  public void write(StateWriter out) {
    out.writeLong(count);
  }

  @Override
  public void add(RowReader argument, long weight) {
    argument.readBoolean();
    count += weight;
  }

  @Override
  public void result(RowWriter out) {
    out.putInt8(count);
  }
}
