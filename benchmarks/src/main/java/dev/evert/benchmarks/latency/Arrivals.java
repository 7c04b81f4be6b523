package dev.evert.benchmarks.latency;

import java.util.Arrays;
import java.util.concurrent.Callable;

/** Notes when the first, second, third … new row is there, by counting again and again. */
final class Arrivals implements Callable<long[]> {
  /** Counts the rows that are there now, maybe after having waited for more. */
  @FunctionalInterface
  interface Count {
    long rows() throws Exception;
  }

  private final Count count;
  private final long before;
  private final long[] seen;

  /**
   * @param before the rows that are there already
   * @param expected the rows that will come
   */
  Arrivals(Count count, long before, int expected) {
    this.count = count;
    this.before = before;
    this.seen = new long[expected];
  }

  @Override
  public long[] call() throws Exception {
    int there = 0;
    while (there < seen.length) {
      int now = (int) Math.min(seen.length, count.rows() - before);
      if (now > there) {
        Arrays.fill(seen, there, now, System.nanoTime());
        there = now;
      }
    }
    return seen;
  }
}
