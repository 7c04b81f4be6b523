package dev.evert.dataflow.operator;

import dev.evert.spi.row.RowWriter;

/** The number of an iteration, as the last bytes of a value that is kept for it. */
final class Stamps {
  static final int BYTES = Integer.BYTES;

  private Stamps() {}

  /** Writes a stamp; later iterations have greater bytes. */
  static void put(int iteration, RowWriter out) {
    byte[] stamp = {
      (byte) (iteration >>> 24),
      (byte) (iteration >>> 16),
      (byte) (iteration >>> 8),
      (byte) iteration
    };
    out.putEncoded(stamp, 0, BYTES);
  }

  /** The stamp at the end of a value. */
  static int read(byte[] bytes, int to) {
    int at = to - BYTES;
    return ((bytes[at] & 0xFF) << 24)
        | ((bytes[at + 1] & 0xFF) << 16)
        | ((bytes[at + 2] & 0xFF) << 8)
        | (bytes[at + 3] & 0xFF);
  }
}
