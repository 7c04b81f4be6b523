package dev.evert.benchmarks.log;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What processes have used: this one, and those that work for it. */
final class Usage {
  private final List<ProcessHandle> others;
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  Usage(List<ProcessHandle> others) {
    this.others = others;
  }

  /** CPU time of all threads of all the processes, in user and kernel mode. */
  long cpuNanos() {
    long nanos = system.getProcessCpuTime();
    for (ProcessHandle other : others) {
      nanos += other.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }
    return nanos;
  }

  /** The sum of the processes' highest resident sizes so far; 0 where there is no {@code /proc}. */
  long peakBytes() {
    long bytes = peakBytes(ProcessHandle.current());
    for (ProcessHandle other : others) {
      bytes += peakBytes(other);
    }
    return bytes;
  }

  private static long peakBytes(ProcessHandle process) {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }
}
