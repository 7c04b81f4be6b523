package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.GroupCursor;
import java.util.Arrays;

/** By how much the count of one row changes in which iteration, in the order of iterations. */
final class StampedHistory {
  private int[] stamps = new int[16];
  private long[] weights = new long[16];
  private int size;

  /** Reads the history of a row, which is a key whose values are stamps and nothing else. */
  void read(StampedState state, byte[] row, int from, int to) {
    size = 0;
    GroupCursor old = state.old();
    if (old.seek(row, from, to)) {
      while (old.next()) {
        append(Stamps.read(old.bytes(), old.valueTo()), old.weight());
      }
    }
    YoungEntries young = state.young();
    for (int i = young.find(row, from, to); i >= 0; i = young.before(i)) {
      add(Stamps.read(young.bytes(), young.valueTo(i)), young.weight(i));
    }
  }

  private void append(int stamp, long weight) {
    if (size == stamps.length) {
      stamps = Arrays.copyOf(stamps, 2 * size);
      weights = Arrays.copyOf(weights, 2 * size);
    }
    stamps[size] = stamp;
    weights[size++] = weight;
  }

  private void add(int stamp, long weight) {
    int at = size;
    while (at > 0 && stamps[at - 1] > stamp) {
      at--;
    }
    if (at > 0 && stamps[at - 1] == stamp) {
      weights[at - 1] += weight;
      return;
    }
    append(0, 0);
    System.arraycopy(stamps, at, stamps, at + 1, size - 1 - at);
    System.arraycopy(weights, at, weights, at + 1, size - 1 - at);
    stamps[at] = stamp;
    weights[at] = weight;
  }

  int size() {
    return size;
  }

  int stamp(int i) {
    return stamps[i];
  }

  long weight(int i) {
    return weights[i];
  }
}
