package dev.evert.dataflow.operator;

import dev.evert.dataflow.delta.Bytes;
import dev.evert.spi.row.BigEndian;
import java.util.Arrays;

/**
 * Finds slices of byte arrays by their hash. The slices have numbers, from 0 on in the order in
 * which they are added; who adds them knows the bytes, and compares them.
 */
final class SliceTable {
  /** No slice. */
  static final int NONE = -1;

  private static final int SMALLEST_SLOTS = 64;
  private static final int KEPT_SLOTS = 1 << 14;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private int[] slots = new int[SMALLEST_SLOTS];
  private int[] nexts = new int[SMALLEST_SLOTS];
  private int[] hashes = new int[SMALLEST_SLOTS];
  private int size;

  SliceTable() {
    Arrays.fill(slots, NONE);
  }

  static int hash(byte[] bytes, int from, int to) {
    long hash = MIX;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = (hash ^ BigEndian.getLong(bytes, at)) * MIX;
      hash ^= hash >>> Integer.SIZE;
    }
    if (at < to) {
      hash = (hash ^ Bytes.prefix(bytes, at, to)) * MIX;
      hash ^= hash >>> Integer.SIZE;
    }
    return (int) ((hash * MIX) >>> Integer.SIZE);
  }

  /** The latest slice with a hash, or {@link #NONE}. */
  int first(int hash) {
    return same(slots[hash & (slots.length - 1)], hash);
  }

  /** The slice with the same hash before this one, or {@link #NONE}. */
  int next(int slice) {
    return same(nexts[slice], hashes[slice]);
  }

  private int same(int slice, int hash) {
    int at = slice;
    while (at >= 0 && hashes[at] != hash) {
      at = nexts[at];
    }
    return at;
  }

  /** Adds the next slice. */
  void add(int hash) {
    if (size == slots.length) {
      grow();
    }
    hashes[size] = hash;
    link(size++);
  }

  private void grow() {
    hashes = Arrays.copyOf(hashes, 2 * size);
    slots = new int[2 * size];
    nexts = new int[2 * size];
    Arrays.fill(slots, NONE);
    for (int i = 0; i < size; i++) {
      link(i);
    }
  }

  private void link(int slice) {
    int slot = hashes[slice] & (slots.length - 1);
    nexts[slice] = slots[slot];
    slots[slot] = slice;
  }

  void clear() {
    if (slots.length > KEPT_SLOTS) {
      slots = new int[SMALLEST_SLOTS];
      nexts = new int[SMALLEST_SLOTS];
      hashes = new int[SMALLEST_SLOTS];
      Arrays.fill(slots, NONE);
    } else if (size < slots.length / Long.BYTES) {
      for (int i = 0; i < size; i++) {
        slots[hashes[i] & (slots.length - 1)] = NONE;
      }
    } else {
      Arrays.fill(slots, NONE);
    }
    size = 0;
  }
}
