package dev.evert.dataflow.aggregate;

import dev.evert.dataflow.arrangement.Varints;
import dev.evert.spi.row.RowWriter;

/** Writes what accumulators hold: the same contents always give the same bytes. */
public final class StateWriter {
  private static final int MAX_VARINT_BYTES = 10;

  private final RowWriter out = new RowWriter();

  /** Forgets what was written. */
  public StateWriter reset() {
    out.reset();
    return this;
  }

  /** Holds what was written. */
  public byte[] buffer() {
    return out.buffer();
  }

  /** How many bytes were written. */
  public int size() {
    return out.size();
  }

  /** A number of either sign. */
  public void writeLong(long value) {
    writeVarint(Varints.zigzag(value));
  }

  /** A number that is not negative. */
  public void writeLength(int value) {
    writeVarint(value);
  }

  private void writeVarint(long value) {
    int at = out.reserve(MAX_VARINT_BYTES);
    out.truncate(Varints.put(out.buffer(), at, value));
  }

  /** Some bytes. */
  public void writeBytes(byte[] bytes, int from, int length) {
    out.putEncoded(bytes, from, length);
  }
}
