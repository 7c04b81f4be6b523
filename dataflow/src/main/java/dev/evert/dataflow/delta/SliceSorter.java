package dev.evert.dataflow.delta;

import java.util.Arrays;

/**
 * Sorts slices of one byte array, stably, as unsigned bytes.
 *
 * <p>Slices are compared by the eight bytes that follow their common prefix, kept as numbers beside
 * their indexes: small ranges by insertion, large ones by radix; ranges that are equal so far are
 * sorted by what follows. Input that is sorted already costs one comparison a slice. Reused, it
 * does not allocate. One thread.
 */
public final class SliceSorter {
  private static final int INSERTION = 24;
  private static final int RADIX = 256;
  private static final int BYTE_MASK = 0xFF;

  private byte[] bytes = new byte[0];
  private int[] froms = new int[0];
  private int[] tos = new int[0];
  private int[] order = new int[0];
  private int[] orderSpare = new int[0];
  private long[] prefixes = new long[0];
  private long[] prefixesSpare = new long[0];
  private final int[] counts = new int[Long.BYTES * RADIX];

  /**
   * Sorts the slices {@code bytes[froms[i], tos[i])} for {@code count} indexes from {@code first}.
   *
   * @return the indexes of the slices in their order; valid until the next call
   */
  public int[] sort(byte[] bytes, int[] froms, int[] tos, int first, int count) {
    this.bytes = bytes;
    this.froms = froms;
    this.tos = tos;
    prepare(first, count);
    if (!isSorted(first, count)) {
      sortRange(0, count, 0);
    }
    return order;
  }

  private void prepare(int first, int count) {
    if (order.length < count) {
      int length = Math.max(64, Integer.highestOneBit(count - 1) << 1);
      order = new int[length];
      orderSpare = new int[length];
      prefixes = new long[length];
      prefixesSpare = new long[length];
    }
    for (int i = 0; i < count; i++) {
      order[i] = first + i;
    }
  }

  private boolean isSorted(int first, int count) {
    for (int i = first + 1; i < first + count; i++) {
      if (compare(i - 1, i, 0) > 0) {
        return false;
      }
    }
    return true;
  }

  /** All slices of the range are equal up to {@code depth}, and at least so long. */
  private void sortRange(int low, int high, int depth) {
    int shared = depth + sharedBeyond(low, high, depth);
    for (int i = low; i < high; i++) {
      int slice = order[i];
      int from = Math.min(froms[slice] + shared, tos[slice]);
      prefixes[i] = Bytes.prefix(bytes, from, tos[slice]);
    }
    if (high - low <= INSERTION) {
      insertion(low, high);
    } else {
      radix(low, high);
    }
    sortTies(low, high, shared);
  }

  private int sharedBeyond(int low, int high, int depth) {
    int first = order[low];
    int from = froms[first] + depth;
    int shared = tos[first] - from;
    for (int i = low + 1; i < high && shared > 0; i++) {
      int slice = order[i];
      shared =
          Bytes.commonPrefix(bytes, from, from + shared, bytes, froms[slice] + depth, tos[slice]);
    }
    return shared;
  }

  private void insertion(int low, int high) {
    for (int i = low + 1; i < high; i++) {
      long prefix = prefixes[i];
      int slice = order[i];
      int at = i;
      for (; at > low && Long.compareUnsigned(prefixes[at - 1], prefix) > 0; at--) {
        prefixes[at] = prefixes[at - 1];
        order[at] = order[at - 1];
      }
      prefixes[at] = prefix;
      order[at] = slice;
    }
  }

  /** Least significant byte first; bytes that are the same everywhere are passed over. */
  private void radix(int low, int high) {
    Arrays.fill(counts, 0);
    for (int i = low; i < high; i++) {
      long prefix = prefixes[i];
      for (int digit = 0; digit < Long.BYTES; digit++) {
        counts[digit * RADIX + (int) ((prefix >>> (digit * Byte.SIZE)) & BYTE_MASK)]++;
      }
    }
    for (int digit = 0; digit < Long.BYTES; digit++) {
      int shift = digit * Byte.SIZE;
      int sample = (int) ((prefixes[low] >>> shift) & BYTE_MASK);
      if (counts[digit * RADIX + sample] != high - low) {
        distribute(low, high, digit);
      }
    }
  }

  private void distribute(int low, int high, int digit) {
    int base = digit * RADIX;
    int shift = digit * Byte.SIZE;
    int next = low;
    for (int i = base; i < base + RADIX; i++) {
      int count = counts[i];
      counts[i] = next;
      next += count;
    }
    for (int i = low; i < high; i++) {
      long prefix = prefixes[i];
      int at = counts[base + (int) ((prefix >>> shift) & BYTE_MASK)]++;
      prefixesSpare[at] = prefix;
      orderSpare[at] = order[i];
    }
    System.arraycopy(prefixesSpare, low, prefixes, low, high - low);
    System.arraycopy(orderSpare, low, order, low, high - low);
  }

  private void sortTies(int low, int high, int shared) {
    int from = low;
    while (from < high) {
      long prefix = prefixes[from];
      int to = from + 1;
      while (to < high && prefixes[to] == prefix) {
        to++;
      }
      if (to - from > 1) {
        sortTie(from, to, shared);
      }
      from = to;
    }
  }

  /** Slices that end within the prefix were filled up with zeros and are compared to their ends. */
  private void sortTie(int low, int high, int shared) {
    int depth = shared + Long.BYTES;
    for (int i = low; i < high; i++) {
      int slice = order[i];
      if (tos[slice] - froms[slice] < depth) {
        insertionByEnds(low, high, shared);
        return;
      }
    }
    if (!equalFrom(low, high, depth)) {
      sortRange(low, high, depth);
    }
  }

  private boolean equalFrom(int low, int high, int depth) {
    int first = order[low];
    for (int i = low + 1; i < high; i++) {
      if (compare(first, order[i], depth) != 0) {
        return false;
      }
    }
    return true;
  }

  private void insertionByEnds(int low, int high, int depth) {
    for (int i = low + 1; i < high; i++) {
      int slice = order[i];
      int at = i;
      for (; at > low && compare(order[at - 1], slice, depth) > 0; at--) {
        order[at] = order[at - 1];
      }
      order[at] = slice;
    }
  }

  private int compare(int left, int right, int depth) {
    return Bytes.compare(
        bytes, froms[left] + depth, tos[left], bytes, froms[right] + depth, tos[right]);
  }
}
