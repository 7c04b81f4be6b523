package dev.evert.benchmarks.nexmark;

/**
 * What a run of a query took.
 *
 * @param perSecond events per second
 * @param perCpuSecond events per second of processor time, of all threads
 * @param liveBytes heap after a collection, while the state is there, beyond that of before
 */
record Figure(double perSecond, double perCpuSecond, long liveBytes) {

  static Figure of(long events, long nanos, long cpuNanos, long liveBytes) {
    return new Figure(events * 1e9 / nanos, events * 1e9 / cpuNanos, liveBytes);
  }

  /** The better of two runs. */
  Figure better(Figure other) {
    return perCpuSecond >= other.perCpuSecond ? this : other;
  }
}
