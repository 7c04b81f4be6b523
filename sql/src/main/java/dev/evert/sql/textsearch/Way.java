package dev.evert.sql.textsearch;

import java.util.Arrays;

/** The states that were gone through on the way to a word, each with its place in the text. */
final class Way {
  private long[] steps = new long[16];
  private int size;

  int size() {
    return size;
  }

  void add(int state, int at) {
    if (size == steps.length) {
      steps = Arrays.copyOf(steps, 2 * size);
    }
    steps[size++] = ((long) state << 32) | at;
  }

  void clear() {
    size = 0;
  }

  /** Goes back; what is behind then leads to no word. */
  void backTo(int length, DeadEnds deadEnds) {
    while (size > length) {
      long step = steps[--size];
      deadEnds.add((int) (step >> 32), (int) step);
    }
  }
}
