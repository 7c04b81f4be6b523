package dev.evert.benchmarks.capture;

import java.lang.management.ManagementFactory;

/**
 * Rows a second of wall time and of this process's CPU time, from {@link #begin} to {@link #end}.
 */
final class Figure {
  private final String name;
  private long nanos;
  private long cpuNanos;

  private Figure(String name) {
    this.name = name;
    this.nanos = System.nanoTime();
    this.cpuNanos = processCpuNanos();
  }

  static Figure begin(String name) {
    return new Figure(name);
  }

  /** The figure for so many rows; printed if it is to be shown. */
  void end(long rows, boolean shown) {
    nanos = System.nanoTime() - nanos;
    cpuNanos = processCpuNanos() - cpuNanos;
    if (!shown) {
      return;
    }
    System.out.printf(
        "%-44s %,10d rows %8.2f s %,12.0f rows/s %,12.0f rows/CPU-s%n",
        name, rows, nanos / 1e9, rows * 1e9 / nanos, rows * 1e9 / Math.max(1, cpuNanos));
  }

  private static long processCpuNanos() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return system instanceof com.sun.management.OperatingSystemMXBean process
        ? process.getProcessCpuTime()
        : 0;
  }
}
