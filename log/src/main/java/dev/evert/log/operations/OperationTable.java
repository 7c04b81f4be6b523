package dev.evert.log.operations;

import java.util.Arrays;

/**
 * Operations in memory: from a 128-bit id to the place of its batch. Open addressing over one
 * array, without objects. Belongs to one thread.
 */
public final class OperationTable {
  private static final int WORDS = 4;
  private static final int HIGH = 0;
  private static final int LOW = 1;
  private static final int FIRST = 2;
  private static final int EVENTS = 3;
  private static final int INITIAL_SLOTS = 64;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  /**
   * Each slot: the id's two halves, the first position, the number of events; 0 events marks a free
   * slot.
   */
  private long[] words = new long[INITIAL_SLOTS * WORDS];

  private int size;

  /** The number of operations. */
  public int size() {
    return size;
  }

  /**
   * Looks an operation up.
   *
   * @return a handle for {@link #first} and {@link #events} until the table changes, or -1
   */
  public int find(long high, long low) {
    int slot = slot(high, low);
    return words[slot * WORDS + EVENTS] == 0 ? -1 : slot;
  }

  /** The position of the first event of the batch at a handle. */
  public long first(int handle) {
    return words[handle * WORDS + FIRST];
  }

  /** The number of events of the batch at a handle. */
  public int events(int handle) {
    return (int) words[handle * WORDS + EVENTS];
  }

  /**
   * Adds an operation that is not in the table.
   *
   * @param events at least 1
   */
  public void add(long high, long low, long first, int events) {
    assert events > 0 && find(high, low) < 0;
    if ((size + 1) * 2L > words.length / WORDS) {
      grow();
    }
    put(high, low, first, events);
    size++;
  }

  private void put(long high, long low, long first, long events) {
    int at = slot(high, low) * WORDS;
    words[at + HIGH] = high;
    words[at + LOW] = low;
    words[at + FIRST] = first;
    words[at + EVENTS] = events;
  }

  private int slot(long high, long low) {
    int slots = words.length / WORDS;
    int slot = (int) (hash(high, low) >>> 32) & (slots - 1);
    while (words[slot * WORDS + EVENTS] != 0
        && (words[slot * WORDS + HIGH] != high || words[slot * WORDS + LOW] != low)) {
      slot = (slot + 1) & (slots - 1);
    }
    return slot;
  }

  static long hash(long high, long low) {
    long mixed = (high ^ Long.rotateLeft(low, 32)) * MIX;
    mixed = (mixed ^ mixed >>> 29 ^ low) * MIX;
    return mixed ^ mixed >>> 32;
  }

  private void grow() {
    long[] old = words;
    words = new long[Math.multiplyExact(old.length, 2)];
    for (int at = 0; at < old.length; at += WORDS) {
      if (old[at + EVENTS] != 0) {
        put(old[at + HIGH], old[at + LOW], old[at + FIRST], old[at + EVENTS]);
      }
    }
  }

  /** Removes all operations; keeps the memory. */
  public void clear() {
    Arrays.fill(words, 0);
    size = 0;
  }
}
