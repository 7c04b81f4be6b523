package dev.evert.dataflow.arrangement;

import dev.evert.spi.row.BigEndian;

/** Finds the keys of a block that lies in an array, as {@link Blocks} draws it. */
public final class BlockKeys {
  private BlockKeys() {}

  /** The number of entries of a block of this length. */
  public static int count(byte[] block, int length) {
    return BigEndian.getInt(block, length - Integer.BYTES);
  }

  /**
   * Hashes each key of a block.
   *
   * @param causes whether its entries have causes
   * @param hashes gets them, equal ones next to each other once, from {@code size} on
   * @return how many there are in {@code hashes} then
   */
  public static int hash(byte[] block, int length, boolean causes, long[] hashes, int size) {
    int count = count(block, length);
    int offsets = length - 2 * Integer.BYTES - count * Short.BYTES;
    int next = size;
    for (int i = 0; i < count; i++) {
      int at = BigEndian.getShort(block, offsets + i * Short.BYTES);
      int keyLength = (int) Varints.get(block, at);
      at += Varints.length(block, at);
      at += Varints.length(block, at);
      at += Varints.length(block, at) + (causes ? Long.BYTES : 0);
      long hash = KeyHash.of(block, at, at + keyLength);
      if (next == size || hashes[next - 1] != hash) {
        hashes[next++] = hash;
      }
    }
    return next;
  }
}
