package dev.evert.benchmarks.latency;

import java.util.Arrays;

/** A distribution of durations. */
final class Percentiles {
  private final long[] nanos;

  /** From when each row was committed to when it was seen; what was seen before counts as 0. */
  Percentiles(long[] committed, long[] seen) {
    nanos = new long[committed.length];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = Math.max(0, seen[i] - committed[i]);
    }
    Arrays.sort(nanos);
  }

  private double millis(double part) {
    return nanos[(int) Math.min(nanos.length - 1L, (long) (part * nanos.length))] / 1e6;
  }

  void print(String what) {
    System.out.printf(
        "%-40s %,8d commits   p50 %8.2f ms   p99 %8.2f ms   p99.9 %8.2f ms   max %8.2f ms%n",
        what, nanos.length, millis(0.5), millis(0.99), millis(0.999), millis(1));
  }
}
