package dev.evert.log.journal;

import dev.evert.log.EventBatch;
import java.util.Arrays;

/** Leaf hashes of events in a row. Keeps its memory; has one owner at a time. */
final class LeafList {
  private static final int INITIAL_LEAVES = 16;

  private byte[] hashes = new byte[INITIAL_LEAVES * EventBatch.HASH_BYTES];
  private int count;

  void add(byte[] more, int moreCount) {
    int at = count * EventBatch.HASH_BYTES;
    int end = Math.multiplyExact(count + moreCount, EventBatch.HASH_BYTES);
    if (end > hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.max(end, hashes.length * 2));
    }
    System.arraycopy(more, 0, hashes, at, end - at);
    count += moreCount;
  }

  /** Moves some leaves towards the front. */
  void move(int from, int to, int number) {
    System.arraycopy(
        hashes,
        from * EventBatch.HASH_BYTES,
        hashes,
        to * EventBatch.HASH_BYTES,
        number * EventBatch.HASH_BYTES);
  }

  /** Keeps the first leaves only. */
  void truncate(int to) {
    assert to <= count;
    count = to;
  }

  int count() {
    return count;
  }

  /** The hashes one after the other; more bytes than {@link #count} says may be there. */
  byte[] hashes() {
    return hashes;
  }
}
