package dev.evert.engine.database;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Keys of rows that one statement concerns. */
final class KeySet {
  /** What each takes beside its bytes. */
  private static final int OVERHEAD_BYTES = 120;

  private final StatementMemory memory;
  private final Set<ByteBuffer> keys = new HashSet<>();

  KeySet(StatementMemory memory) {
    this.memory = memory;
  }

  /** Adds a copy of a key; false if it is there already. */
  boolean add(byte[] bytes, int from, int to) {
    boolean added = keys.add(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, to)));
    if (added) {
      memory.take(OVERHEAD_BYTES + to - from);
    }
    return added;
  }

  boolean contains(byte[] bytes, int from, int to) {
    return keys.contains(ByteBuffer.wrap(bytes, from, to - from));
  }
}
