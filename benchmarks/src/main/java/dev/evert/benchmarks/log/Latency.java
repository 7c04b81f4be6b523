package dev.evert.benchmarks.log;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * One record at a time is due at fixed moments, whether those before it are acknowledged or not.
 * Latency goes from the moment when a record was due to its acknowledgement, so that a stall counts
 * for all who would have waited.
 */
final class Latency {
  /** A parked thread wakes too late by about this much. */
  private static final long SPIN_NANOS = 100_000;

  private final Contender contender;
  private final Settings settings;
  private final Usage usage;

  Latency(Contender contender, Settings settings) {
    this.contender = contender;
    this.settings = settings;
    this.usage = new Usage(contender.processes());
  }

  Figure run() throws Exception {
    try (Contender.Lane lane = contender.lane(new Records(settings.seed(), 0))) {
      commit(lane, settings.warmSeconds());
      long cpu = usage.cpuNanos();
      long started = System.nanoTime();
      long[] nanos = commit(lane, settings.rounds() * settings.roundSeconds());
      double seconds = (System.nanoTime() - started) / 1e9;
      double cpuNanos = usage.cpuNanos() - cpu;
      Arrays.sort(nanos);
      return new Figure(
          Map.of(
              "commitsPerSecond", nanos.length / seconds,
              "cpuMicrosPerCommit", cpuNanos / 1e3 / nanos.length,
              "p50Micros", percentile(nanos, 0.5),
              "p90Micros", percentile(nanos, 0.9),
              "p99Micros", percentile(nanos, 0.99),
              "p999Micros", percentile(nanos, 0.999),
              "maxMicros", percentile(nanos, 1),
              "peakBytes", (double) usage.peakBytes()));
    }
  }

  private long[] commit(Contender.Lane lane, int seconds) throws Exception {
    int count = Math.multiplyExact(settings.commitsPerSecond(), seconds);
    AtomicLongArray nanos = new AtomicLongArray(count);
    Semaphore acknowledged = new Semaphore(0);
    long period = TimeUnit.SECONDS.toNanos(1) / settings.commitsPerSecond();
    long first = System.nanoTime() + period;
    for (int i = 0; i < count; i++) {
      int number = i;
      long due = first + i * period;
      awaitMoment(due);
      lane.commit(() -> {
        nanos.set(number, System.nanoTime() - due);
        acknowledged.release();
      });
    }
    if (!acknowledged.tryAcquire(count, 1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("Not all commits were acknowledged");
    }
    long[] result = new long[count];
    Arrays.setAll(result, nanos::get);
    return result;
  }

  private static void awaitMoment(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      if (left > SPIN_NANOS) {
        LockSupport.parkNanos(left - SPIN_NANOS);
      } else {
        Thread.onSpinWait();
      }
    }
  }

  private static double percentile(long[] sorted, double part) {
    int at = (int) Math.ceil(sorted.length * part) - 1;
    return sorted[Math.max(0, at)] / 1e3;
  }
}
