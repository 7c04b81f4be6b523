package dev.evert.engine.database;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/** Keys of rows that one statement concerns. */
final class KeySet {
  /** Each takes about 150 bytes of heap. */
  static final int MAX_KEYS = 4_000_000;

  private final Set<ByteBuffer> keys = new HashSet<>();

  /** Adds a copy of a key; false if it is there already. */
  boolean add(byte[] bytes, int from, int to) {
    if (keys.size() == MAX_KEYS) {
      throw new EvertException(
          ErrorCode.LIMIT_EXCEEDED,
          "a statement changes more than " + MAX_KEYS + " rows of a table with a key",
          "Change them by several statements.");
    }
    byte[] copy = new byte[to - from];
    System.arraycopy(bytes, from, copy, 0, copy.length);
    return keys.add(ByteBuffer.wrap(copy));
  }

  boolean contains(byte[] bytes, int from, int to) {
    return keys.contains(ByteBuffer.wrap(bytes, from, to - from));
  }
}
