package dev.evert.dataflow.window;

import dev.evert.dataflow.aggregate.ExtremeAccumulator;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import java.util.Arrays;

/**
 * The least arguments of frames that move on: kept are those rows that no later row of the frame
 * has a smaller argument than, so that the first of them has the least. Each row enters and leaves
 * once. One thread.
 */
final class ExtremeFrame {
  private final ExtremeAccumulator accumulator;
  private final Strip strip;
  private final int argument;
  private final RowWriter candidate = new RowWriter();
  private byte[][] values = new byte[16][];
  private long[] rows = new long[16];
  private int head;
  private int size;
  private long end;

  ExtremeFrame(ExtremeAccumulator accumulator, Strip strip, int argument) {
    this.accumulator = accumulator;
    this.strip = strip;
    this.argument = argument;
  }

  void begin(long base) {
    head = 0;
    size = 0;
    end = base;
  }

  /** Holds the rows of a frame that is not before the one that it held last. */
  void hold(long from, long to) {
    while (head < size && rows[head] < from) {
      head++;
    }
    for (long row = Math.max(end, from); row < to; row++) {
      add(row);
    }
    end = Math.max(end, Math.max(from, to));
  }

  private void add(long row) {
    RowReader field = strip.argument(row, argument);
    if (!field.isPresent()) {
      return;
    }
    accumulator.encode(field, candidate.reset());
    while (head < size && !isLess(values[size - 1])) {
      size--;
    }
    if (size == rows.length) {
      makeRoom();
    }
    rows[size] = row;
    values[size] = candidate.toBytes();
    size++;
  }

  /** Whether a value is less than the candidate. */
  private boolean isLess(byte[] value) {
    return Bytes.compare(value, 0, value.length, candidate.buffer(), 0, candidate.size()) < 0;
  }

  private void makeRoom() {
    int kept = size - head;
    int length = kept > rows.length / 2 ? 2 * rows.length : rows.length;
    rows = Arrays.copyOf(Arrays.copyOfRange(rows, head, size), length);
    values = Arrays.copyOf(Arrays.copyOfRange(values, head, size), length);
    head = 0;
    size = kept;
  }

  void result(RowWriter out) {
    accumulator.clear();
    if (head < size) {
      accumulator.hold(values[head]);
    }
    accumulator.result(out);
  }
}
