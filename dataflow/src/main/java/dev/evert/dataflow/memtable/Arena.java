package dev.evert.dataflow.memtable;

import dev.evert.spi.row.BigEndian;
import java.util.Arrays;

/**
 * Memory that is given out piece by piece and given back as a whole. Pieces do not move, except
 * while all of them fit the first, small chunk. An address counts units of {@value #UNIT} bytes; a
 * new piece has a greater one than those before; 0 is none. One thread.
 */
final class Arena {
  static final int UNIT = 8;

  private static final int CHUNK_BITS = 20;
  private static final int CHUNK_BYTES = 1 << CHUNK_BITS;
  private static final int UNIT_BITS = 3;
  private static final int CHUNK_SHIFT = CHUNK_BITS - UNIT_BITS;
  private static final int OFFSET_MASK = (1 << CHUNK_SHIFT) - 1;
  private static final int SMALLEST_BYTES = 1 << 8;

  private static final int MAX_REUSED_UNITS = 1 << 9;

  private static final int[] NONE_GIVEN = {};

  /** By size in units, the first piece that was given back; each holds the address of the next. */
  private int[] given = NONE_GIVEN;

  private byte[][] chunks = new byte[4][];

  /** Where the pieces of each chunk end; of the last one, {@link #used}. */
  private int[] ends = new int[4];

  private int count;
  private int used;
  private long memoryBytes;

  Arena() {
    reset();
  }

  /** Forgets all pieces. */
  void reset() {
    given = NONE_GIVEN;
    Arrays.fill(chunks, null);
    chunks[0] = new byte[SMALLEST_BYTES];
    count = 1;
    used = UNIT;
    memoryBytes = SMALLEST_BYTES;
  }

  /** Gives out a piece that was given back before, or a new one; what it holds is unknown. */
  int reuse(int bytes) {
    int units = units(bytes);
    if (units < given.length && given[units] != 0) {
      int address = given[units];
      given[units] = BigEndian.getInt(bytes(address), offset(address));
      return address;
    }
    return allocate(bytes);
  }

  /** Takes a piece back. */
  void give(int address, int bytes) {
    int units = units(bytes);
    if (units < MAX_REUSED_UNITS) {
      if (given.length == 0) {
        given = new int[MAX_REUSED_UNITS];
        memoryBytes += (long) MAX_REUSED_UNITS * Integer.BYTES;
      }
      BigEndian.putInt(bytes(address), offset(address), given[units]);
      given[units] = address;
    }
  }

  private static int units(int bytes) {
    return (bytes + UNIT - 1) >>> UNIT_BITS;
  }

  /** Gives out a new piece. */
  int allocate(int bytes) {
    int size = units(bytes) << UNIT_BITS;
    byte[] last = chunks[count - 1];
    if (size > last.length - used) {
      if (count == 1 && used + size <= CHUNK_BYTES) {
        growFirst(used + size);
      } else {
        addChunk(size);
      }
    }
    int address = (count - 1) << CHUNK_SHIFT | used >>> UNIT_BITS;
    used += size;
    return address;
  }

  private void growFirst(int needed) {
    byte[] first = chunks[0];
    int length = Math.min(CHUNK_BYTES, Math.max(2 * first.length, needed));
    chunks[0] = Arrays.copyOf(first, length);
    memoryBytes += length - first.length;
  }

  /** A piece that is larger than a chunk gets one of its own size. */
  private void addChunk(int size) {
    if (count == chunks.length) {
      chunks = Arrays.copyOf(chunks, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    ends[count - 1] = used;
    byte[] chunk = new byte[Math.max(CHUNK_BYTES, size)];
    chunks[count++] = chunk;
    memoryBytes += chunk.length;
    used = 0;
  }

  /** The first piece, if none was given back; 0 if there is none. */
  int first() {
    return next(0, UNIT);
  }

  /**
   * The piece that was given out after one, where none was ever given back; 0 if there is none.
   *
   * @param bytes how many the one has
   */
  int next(int address, int bytes) {
    int chunk = address >>> CHUNK_SHIFT;
    int at = offset(address) + (units(bytes) << UNIT_BITS);
    while (at >= (chunk == count - 1 ? used : ends[chunk])) {
      if (++chunk == count) {
        return 0;
      }
      at = 0;
    }
    return chunk << CHUNK_SHIFT | at >>> UNIT_BITS;
  }

  /** The array that holds a piece; valid until a piece is given out. */
  byte[] bytes(int address) {
    return chunks[address >>> CHUNK_SHIFT];
  }

  /** Where in {@link #bytes} the piece starts. */
  static int offset(int address) {
    return (address & OFFSET_MASK) << UNIT_BITS;
  }

  /** Pieces that are given out from now on have this address or a greater one. */
  int top() {
    return (count - 1) << CHUNK_SHIFT | used >>> UNIT_BITS;
  }

  long memoryBytes() {
    return memoryBytes;
  }
}
