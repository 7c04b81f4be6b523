package dev.evert.dataflow.operator;

import java.util.Arrays;

/** Spans of time in order, each from a first to a last moment. Reused; one thread. */
final class Spans {
  private long[] firsts = new long[8];
  private long[] lasts = new long[8];
  private int size;

  void clear() {
    size = 0;
  }

  void add(long first, long last) {
    if (size == firsts.length) {
      firsts = Arrays.copyOf(firsts, 2 * size);
      lasts = Arrays.copyOf(lasts, 2 * size);
    }
    firsts[size] = first;
    lasts[size] = last;
    size++;
  }

  void copyTo(Spans other) {
    for (int i = 0; i < size; i++) {
      other.add(firsts[i], lasts[i]);
    }
  }

  /** The last span ends later. */
  void extend(long last) {
    lasts[size - 1] = last;
  }

  int size() {
    return size;
  }

  long first(int i) {
    return firsts[i];
  }

  long last(int i) {
    return lasts[i];
  }
}
