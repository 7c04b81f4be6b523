package dev.evert.dataflow.arrangement;

import dev.evert.dataflow.delta.Bytes;
import dev.evert.spi.row.RowWriter;
import java.util.Arrays;

/**
 * The first key of a run, and for each of its blocks a key that is not less than those of the block
 * and less than those of the next ones, unless the next one begins with the same key: where to look
 * for a key. The first bytes that they do not have in common are kept as numbers, so that most
 * comparisons are one instruction.
 */
public final class Fences {
  private final byte[] keys;
  private final int[] ends;
  private final int shared;
  private final long sharedMask;
  private final long sharedHead;
  private final long firstPrefix;
  private final long[] prefixes;

  /**
   * Fences of blocks.
   *
   * @param keys the first key of the run, then the fence of each block
   * @param ends where they end
   */
  public Fences(byte[] keys, int[] ends) {
    this.keys = keys;
    this.ends = ends;
    int last = ends.length - 1;
    this.shared = Bytes.commonPrefix(keys, 0, ends[0], keys, from(last), ends[last]);
    this.sharedMask = shared == 0 ? 0 : -1L << Math.max(0, Long.SIZE - Byte.SIZE * shared);
    this.sharedHead = Bytes.prefix(keys, 0, ends[0]) & sharedMask;
    this.firstPrefix = Bytes.prefix(keys, shared, ends[0]);
    this.prefixes = new long[last];
    for (int i = 1; i <= last; i++) {
      prefixes[i - 1] = Bytes.prefix(keys, Math.min(from(i) + shared, ends[i]), ends[i]);
    }
  }

  private int from(int i) {
    return i == 0 ? 0 : ends[i - 1];
  }

  /** The number of blocks. */
  public int blocks() {
    return prefixes.length;
  }

  /** Holds the keys, one after the other. */
  public byte[] keys() {
    return keys;
  }

  /** Where the key {@code i} ends: 0 is the first key of the run, 1 the fence of its block 0. */
  public int end(int i) {
    return ends[i];
  }

  /** The heap that the fences take. */
  public long memoryBytes() {
    return keys.length + (long) ends.length * (Integer.BYTES + Long.BYTES);
  }

  /**
   * How the first bytes of a key, as many as all keys of the run have in common, compare to those:
   * unless the result is 0 the run does not hold the key.
   */
  int relate(byte[] key, int from, int to) {
    if (to - from >= shared) {
      long head = Bytes.prefix(key, from, to) & sharedMask;
      if (head != sharedHead) {
        return Long.compareUnsigned(head, sharedHead);
      }
      if (shared <= Long.BYTES) {
        return 0;
      }
    }
    int common = Math.min(shared, to - from);
    return Bytes.compare(key, from, from + common, keys, 0, shared);
  }

  /** The bytes of a key by which it is compared first, where {@link #relate} gave 0. */
  long prefix(byte[] key, int from, int to) {
    return Bytes.prefix(key, from + shared, to);
  }

  /** Whether a key with this prefix is less than all keys of the run; false if it may not be. */
  boolean isBelow(long prefix) {
    return Long.compareUnsigned(prefix, firstPrefix) < 0;
  }

  /** Whether a key with this prefix is greater than all keys of the run; false if it may not be. */
  boolean isAbove(long prefix) {
    return Long.compareUnsigned(prefix, prefixes[prefixes.length - 1]) > 0;
  }

  /** The first block from {@code low} on whose last key is not less than this one, or the count. */
  int find(byte[] key, int from, int to, int low) {
    int order = relate(key, from, to);
    if (order < 0) {
      return low;
    }
    return order > 0 ? prefixes.length : search(key, from, to, prefix(key, from, to), low);
  }

  /**
   * The part that the first block lies in whose last key is not less than this one; the count of
   * the parts if there is none.
   */
  int part(byte[] key, int from, int to, long prefix) {
    int below = -1;
    int above = (prefixes.length + Blocks.PART_BLOCKS - 1) / Blocks.PART_BLOCKS;
    while (above - below > 1) {
      int middle = (below + above) >>> 1;
      int last = Math.min((middle + 1) * Blocks.PART_BLOCKS, prefixes.length) - 1;
      if (isLess(last, prefix, key, from, to)) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return above;
  }

  /** {@link #find} for a key whose prefix is known; looks near {@code low} first. */
  int search(byte[] key, int from, int to, long prefix, int low) {
    int step = 1;
    int below = low - 1;
    int above = low;
    while (above < prefixes.length && isLess(above, prefix, key, from, to)) {
      below = above;
      above = Math.min(above + step, prefixes.length);
      step <<= 1;
    }
    while (above - below > 1) {
      int middle = (below + above) >>> 1;
      if (isLess(middle, prefix, key, from, to)) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return above;
  }

  /** Whether the last key of a block is less than this one. */
  boolean isLess(int block, long prefix, byte[] key, int from, int to) {
    long fence = prefixes[block];
    if (fence != prefix) {
      return Long.compareUnsigned(fence, prefix) < 0;
    }
    int start = Math.min(ends[block] + shared, ends[block + 1]);
    return Bytes.compare(keys, start, ends[block + 1], key, from + shared, to) < 0;
  }

  /** Gathers fences while a run is written. */
  static final class Builder {
    private final RowWriter keys = new RowWriter(256);
    private int[] ends = new int[8];
    private int count;

    void add(byte[] bytes, int from, int to) {
      keys.putEncoded(bytes, from, to - from);
      if (count == ends.length) {
        ends = Arrays.copyOf(ends, 2 * count);
      }
      ends[count++] = keys.size();
    }

    /**
     * Adds the fence between a block with this last key and one with that first key: as few of its
     * bytes as it takes, the last of them made greater by one.
     */
    void addBetween(byte[] last, int lastTo, byte[] next, int nextFrom, int nextTo) {
      int same = Bytes.commonPrefix(last, 0, lastTo, next, nextFrom, nextTo);
      int at = same;
      boolean apart = same < lastTo && (next[nextFrom + same] & 0xFF) - (last[same] & 0xFF) > 1;
      if (!apart) {
        at++;
        while (at < lastTo && last[at] == (byte) 0xFF) {
          at++;
        }
      }
      if (at >= lastTo) {
        add(last, 0, lastTo);
        return;
      }
      last[at]++;
      add(last, 0, at + 1);
      last[at]--;
    }

    Fences build() {
      return new Fences(keys.toBytes(), Arrays.copyOf(ends, count));
    }

    void reset() {
      keys.reset();
      count = 0;
    }
  }
}
