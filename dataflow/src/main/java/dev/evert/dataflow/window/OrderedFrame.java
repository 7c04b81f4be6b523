package dev.evert.dataflow.window;

import dev.evert.dataflow.aggregate.EntryField;
import dev.evert.dataflow.aggregate.OrderedAccumulator;
import dev.evert.dataflow.aggregate.OrderedValues;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunBuilder;
import dev.evert.dataflow.arrangement.RunWriters;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.spi.row.BigEndian;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;

/**
 * Makes results of all values of a frame: in their own order, or in that of the frame's rows where
 * they have none.
 */
final class OrderedFrame {
  private static final byte[] NO_KEY = new byte[0];

  private final OrderedAccumulator accumulator;
  private final OrderedValues values = new OrderedValues(false);
  private final EntryBatch batch = new EntryBatch();
  private final RunBuilder builder = new RunBuilder(false);

  OrderedFrame(OrderedAccumulator accumulator) {
    this.accumulator = accumulator;
  }

  void begin() {
    batch.reset();
    accumulator.clear();
  }

  /** Takes the next row's entry, which is present. */
  void add(RowReader entry) {
    RowWriter out = batch.writer();
    batch.endKey();
    int from = EntryField.keyFrom(entry);
    int valueFrom = EntryField.valueFrom(entry);
    if (from == valueFrom) {
      int at = out.reserve(Long.BYTES);
      BigEndian.putLong(out.buffer(), at, batch.size());
      out.putEncoded(entry.bytes(), from, EntryField.valueTo(entry) - from);
      int length = out.reserve(Integer.BYTES);
      BigEndian.putInt(out.buffer(), length, Long.BYTES);
    } else {
      OrderedValues.write(entry, out);
    }
    batch.end(1, 0);
    accumulator.add(entry, 1);
  }

  void result(RowWriter out) {
    Run run = RunWriters.write(batch, builder);
    Run[] runs = run == null ? new Run[0] : new Run[] {run};
    values.cursor().over(runs);
    accumulator.result(values.seek(NO_KEY, 0, 0), out);
    values.cursor().clear();
  }
}
