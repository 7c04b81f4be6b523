package dev.evert.dataflow.memtable;

import dev.evert.dataflow.delta.Bytes;
import dev.evert.spi.row.BigEndian;

/**
 * Finds records by their keys: open addressing over hashes, records in an arena. A record begins
 * with a header, whose second int is the length of the key that follows the header. One thread.
 */
abstract class KeyTable {
  private static final int KEY_LENGTH = 4;
  private static final int SMALLEST_SLOTS = 16;

  /** A table of fewer slots is near anyway. */
  private static final int FAR_SLOTS = 1 << 13;

  private static final long ADDRESS_MASK = 0xFFFF_FFFFL;
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;
  private static final long MIX_END = 0xD6E8_FEB8_6659_FD93L;

  final Arena arena = new Arena();
  private final int headerBytes;

  /** Hash in the high half, address in the low one; 0 is free. */
  private long[] slots = new long[SMALLEST_SLOTS];

  private int size;

  /** What was only read to be near: if nothing came of it, it would not be read. */
  private final int[] touched = {0};

  KeyTable(int headerBytes) {
    this.headerBytes = headerBytes;
  }

  /** The hash of a key. */
  public static int hash(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = (hash ^ BigEndian.getLong(bytes, at)) * MIX;
      hash ^= hash >>> 29;
    }
    if (at < to) {
      hash = (hash ^ tail(bytes, at, from, to)) * MIX;
      hash ^= hash >>> 29;
    }
    hash *= MIX_END;
    return (int) (hash >>> Integer.SIZE);
  }

  /** The last bytes, those before them too where there are any: one read is enough then. */
  private static long tail(byte[] bytes, int at, int from, int to) {
    return to - from >= Long.BYTES
        ? BigEndian.getLong(bytes, to - Long.BYTES)
        : Bytes.prefix(bytes, at, to);
  }

  /** The number of keys. */
  public final int size() {
    return size;
  }

  /** The heap that it takes. */
  public final long memoryBytes() {
    return size == 0 ? 0 : arena.memoryBytes() + (long) slots.length * Long.BYTES;
  }

  /**
   * Has the records that some hashes lead to brought near, all at once: finding them one after the
   * other would wait for memory each time.
   */
  public final void touch(int[] hashes, int count) {
    int mask = slots.length - 1;
    int sum = 0;
    if (slots.length < FAR_SLOTS) {
      return;
    }
    for (int i = 0; i < count; i++) {
      sum += (int) slots[hashes[i] & mask];
    }
    for (int i = 0; i < count; i++) {
      int address = (int) slots[hashes[i] & mask];
      sum += arena.bytes(address)[Arena.offset(address)];
    }
    touched[0] += sum;
  }

  /** The address of the key's record, or 0. */
  final int find(int hash, byte[] key, int from, int to) {
    int mask = slots.length - 1;
    for (int i = hash & mask; ; i = (i + 1) & mask) {
      long slot = slots[i];
      if (slot == 0) {
        return 0;
      }
      if ((int) (slot >>> Integer.SIZE) == hash && hasKey((int) slot, key, from, to)) {
        return (int) slot;
      }
    }
  }

  private boolean hasKey(int address, byte[] key, int from, int to) {
    byte[] bytes = arena.bytes(address);
    int start = Arena.offset(address);
    int length = BigEndian.getInt(bytes, start + KEY_LENGTH);
    int keyFrom = start + headerBytes;
    return Bytes.equal(bytes, keyFrom, keyFrom + length, key, from, to);
  }

  /** Makes a record for a key that has none, with room for more after the key; returns where. */
  final int insert(int hash, byte[] key, int from, int to, int moreBytes) {
    if (2 * (size + 1) > slots.length) {
      grow();
    }
    int address = record(arena.reuse(recordBytes(from, to, moreBytes)), key, from, to);
    place(slots, (long) hash << Integer.SIZE | (address & ADDRESS_MASK));
    size++;
    return address;
  }

  /** Makes a record that is found from now on in the place of another one with the same key. */
  final int replace(int former, byte[] key, int from, int to, int moreBytes) {
    int hash = hash(key, from, to);
    int mask = slots.length - 1;
    int i = hash & mask;
    while ((int) slots[i] != former) {
      i = (i + 1) & mask;
    }
    int address = record(arena.reuse(recordBytes(from, to, moreBytes)), key, from, to);
    slots[i] = (long) hash << Integer.SIZE | (address & ADDRESS_MASK);
    return address;
  }

  /**
   * Has a record not be found any more, and its memory used again. Those behind it move up, as far
   * as they stand there only because it stood in their place.
   */
  final void delete(int address, int moreBytes) {
    int mask = slots.length - 1;
    int free = hash(arena.bytes(address), keyFrom(address), keyTo(address)) & mask;
    while ((int) slots[free] != address) {
      free = (free + 1) & mask;
    }
    for (int i = (free + 1) & mask; slots[i] != 0; i = (i + 1) & mask) {
      int home = (int) (slots[i] >>> Integer.SIZE) & mask;
      if (((i - home) & mask) >= ((i - free) & mask)) {
        slots[free] = slots[i];
        free = i;
      }
    }
    slots[free] = 0;
    size--;
    arena.give(address, keyTo(address) - Arena.offset(address) + moreBytes);
  }

  private int recordBytes(int from, int to, int moreBytes) {
    return Math.addExact(headerBytes + to - from, moreBytes);
  }

  private int record(int address, byte[] key, int from, int to) {
    int length = to - from;
    byte[] bytes = arena.bytes(address);
    int start = Arena.offset(address);
    BigEndian.putInt(bytes, start + KEY_LENGTH, length);
    System.arraycopy(key, from, bytes, start + headerBytes, length);
    return address;
  }

  private void grow() {
    long[] larger = new long[2 * slots.length];
    for (long slot : slots) {
      if (slot != 0) {
        place(larger, slot);
      }
    }
    slots = larger;
  }

  private static void place(long[] slots, long slot) {
    int mask = slots.length - 1;
    int i = (int) (slot >>> Integer.SIZE) & mask;
    while (slots[i] != 0) {
      i = (i + 1) & mask;
    }
    slots[i] = slot;
  }

  /** Where the key of a record starts, in its bytes. */
  public final int keyFrom(int address) {
    return Arena.offset(address) + headerBytes;
  }

  /** Where the key of a record ends. */
  public final int keyTo(int address) {
    int start = Arena.offset(address);
    return start + headerBytes + BigEndian.getInt(arena.bytes(address), start + KEY_LENGTH);
  }

  /** The addresses of all records, in no order. */
  public final int[] records() {
    int[] records = new int[size];
    int next = 0;
    for (long slot : slots) {
      if (slot != 0) {
        records[next++] = (int) slot;
      }
    }
    return records;
  }

  /** Records by their keys. */
  final RecordOrder.Slices keys() {
    return new RecordOrder.Slices() {
      @Override
      public byte[] bytes(int record) {
        return arena.bytes(record);
      }

      @Override
      public int from(int record) {
        return keyFrom(record);
      }

      @Override
      public int to(int record) {
        return keyTo(record);
      }
    };
  }
}
