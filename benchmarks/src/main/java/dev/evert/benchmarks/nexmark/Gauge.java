package dev.evert.benchmarks.nexmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What this process uses. */
final class Gauge {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private static final long QUIET_MILLIS = 400;

  /** Quiet is who uses less than this part of a processor. */
  private static final long QUIET_PART = 8;

  private Gauge() {}

  /** The processor time of all threads. */
  static long cpuNanos() {
    return SYSTEM.getProcessCpuTime();
  }

  /** Returns when this process does next to nothing any more. */
  static void awaitQuiet() {
    long nanos = TimeUnit.MILLISECONDS.toNanos(QUIET_MILLIS);
    long before = cpuNanos();
    long used = nanos;
    while (used > nanos / QUIET_PART) {
      LockSupport.parkNanos(nanos);
      used = cpuNanos() - before;
      before += used;
    }
  }

  /** The heap that is still used after a collection. */
  static long liveBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
