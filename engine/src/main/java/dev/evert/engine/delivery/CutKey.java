package dev.evert.engine.delivery;

import dev.evert.spi.row.RowWriter;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where a view's changes are cut into batches: after a key, which the store keeps in its progress.
 * For a key that is too long a shorter one stands, which no row has, between it and the next.
 */
final class CutKey {
  /** The longest key that is kept as it is, in bytes. */
  static final int MAX_BYTES = 24_000;

  private static final int LARGEST = 0xFF;

  /** Keys of rows without key end with a number. */
  private static final byte[] NUMBER = number();

  private CutKey() {}

  private static byte[] number() {
    RowWriter out = new RowWriter();
    out.putInt8(0);
    return out.toBytes();
  }

  /**
   * A key not below {@code last} and below {@code next[from, to)}, in the order of their bytes.
   *
   * @return empty if they differ too late for one of acceptable length
   */
  static Optional<byte[]> between(byte[] last, byte[] next, int from, int to) {
    if (last.length <= MAX_BYTES) {
      return Optional.of(last);
    }
    int differing = Arrays.mismatch(last, 0, last.length, next, from, to);
    for (int i = differing + 1; i < MAX_BYTES; i++) {
      if ((last[i] & LARGEST) != LARGEST) {
        return Optional.of(raised(last, i));
      }
    }
    return Optional.empty();
  }

  private static byte[] raised(byte[] key, int at) {
    byte[] raised = Arrays.copyOf(key, at + 1 + NUMBER.length);
    raised[at]++;
    System.arraycopy(NUMBER, 0, raised, at + 1, NUMBER.length);
    return raised;
  }
}
