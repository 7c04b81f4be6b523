package dev.evert.log.operations;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Operations in memory: from a 128-bit id to the place of its batch. Open addressing over one
 * array, without objects. Belongs to one thread at a time.
 */
public final class OperationTable {
  private static final int WORDS = 4;
  private static final int HIGH = 0;
  private static final int LOW = 1;
  private static final int FIRST = 2;
  private static final int EVENTS = 3;
  private static final int INITIAL_SLOTS = 64;

  /** Keeps clients that choose their ids from choosing them all for one slot. */
  private final long secret = ThreadLocalRandom.current().nextLong();

  /**
   * Each slot: the id's two halves, the first position, the number of events; 0 events marks a free
   * slot.
   */
  private long[] words = new long[INITIAL_SLOTS * WORDS];

  private int size;

  /** An empty table. */
  public OperationTable() {}

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

  long high(int handle) {
    return words[handle * WORDS + HIGH];
  }

  long low(int handle) {
    return words[handle * WORDS + LOW];
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
    int slot = (int) (OperationOrder.hash(high ^ secret, low) >>> 32) & (slots - 1);
    while (words[slot * WORDS + EVENTS] != 0
        && (words[slot * WORDS + HIGH] != high || words[slot * WORDS + LOW] != low)) {
      slot = (slot + 1) & (slots - 1);
    }
    return slot;
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

  /** The operations in the order of {@link OperationOrder}. */
  OperationCursor sorted() {
    int slots = words.length / WORDS;
    // Hash and handle in one number, so that numbers are sorted and not objects. The handle takes
    // the place of the hash's lowest bits, which leaves a few neighbours to be put right.
    long[] keys = new long[size];
    int count = 0;
    for (int handle = 0; handle < slots; handle++) {
      if (events(handle) != 0) {
        long hash = OperationOrder.hash(high(handle), low(handle));
        keys[count++] = ((hash & -slots) | handle) ^ Long.MIN_VALUE;
      }
    }
    Arrays.sort(keys);
    int[] handles = new int[count];
    for (int i = 0; i < count; i++) {
      handles[i] = (int) keys[i] & (slots - 1);
    }
    sortNeighbours(handles);
    return new TableCursor(this, handles);
  }

  private void sortNeighbours(int[] handles) {
    for (int i = 1; i < handles.length; i++) {
      int moved = handles[i];
      int at = i;
      while (at > 0 && compare(handles[at - 1], moved) > 0) {
        handles[at] = handles[at - 1];
        at--;
      }
      handles[at] = moved;
    }
  }

  private int compare(int a, int b) {
    return OperationOrder.compare(high(a), low(a), high(b), low(b));
  }

  private static final class TableCursor implements OperationCursor {
    private final OperationTable table;
    private final int[] handles;
    private int next;

    TableCursor(OperationTable table, int[] handles) {
      this.table = table;
      this.handles = handles;
    }

    @Override
    public boolean next() {
      return ++next <= handles.length;
    }

    @Override
    public long high() {
      return table.high(handles[next - 1]);
    }

    @Override
    public long low() {
      return table.low(handles[next - 1]);
    }

    @Override
    public long first() {
      return table.first(handles[next - 1]);
    }

    @Override
    public int events() {
      return table.events(handles[next - 1]);
    }
  }
}
