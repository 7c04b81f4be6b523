package dev.evert.dataflow.aggregate;

import java.util.Arrays;

/** How many numbers show how many digits after the point; mostly all show the same. */
final class ScaleCounts {
  private int[] scales = new int[2];
  private long[] counts = new long[2];
  private int size;

  void clear() {
    size = 0;
  }

  void add(int scale, long times) {
    int at = 0;
    while (at < size && scales[at] < scale) {
      at++;
    }
    if (at == size || scales[at] != scale) {
      insert(at, scale);
    }
    counts[at] += times;
    if (counts[at] == 0) {
      size--;
      System.arraycopy(scales, at + 1, scales, at, size - at);
      System.arraycopy(counts, at + 1, counts, at, size - at);
    }
  }

  private void insert(int at, int scale) {
    if (size == scales.length) {
      scales = Arrays.copyOf(scales, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    System.arraycopy(scales, at, scales, at + 1, size - at);
    System.arraycopy(counts, at, counts, at + 1, size - at);
    scales[at] = scale;
    counts[at] = 0;
    size++;
  }

  /** The most digits that any number shows; 0 if there is none. */
  int largest() {
    return size == 0 ? 0 : scales[size - 1];
  }

  /** How many numbers there are. */
  long total() {
    long sum = 0;
    for (int i = 0; i < size; i++) {
      sum += counts[i];
    }
    return sum;
  }

  void write(StateWriter out) {
    out.writeLength(size);
    for (int i = 0; i < size; i++) {
      out.writeLength(scales[i]);
      out.writeLong(counts[i]);
    }
  }

  void read(StateReader in) {
    clear();
    int number = in.readLength();
    for (int i = 0; i < number; i++) {
      int scale = in.readLength();
      add(scale, in.readLong());
    }
  }
}
