package dev.evert.connectors.search.document;

import java.util.concurrent.TimeUnit;

/**
 * Keeps flushes apart that come one right after the other: each costs the store about the same,
 * however few changes it holds, so that under load fewer and larger ones leave it time for
 * searches. The first flush after a rest does not wait. One thread at a time.
 */
public final class FlushInterval {
  /** The most that a flush waits. */
  static final long MAX_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** How much longer than a flush took the pause after it is, unless that is more than the most. */
  private static final int REST = 2;

  private long endNanos;
  private long pauseNanos;

  /** Something to be done at intervals. */
  @FunctionalInterface
  public interface Flush<T> {
    /** Does it. */
    T run() throws InterruptedException;
  }

  /** Waits, if the last flush ended only just now, and then does this one. */
  public <T> T run(Flush<T> flush) throws InterruptedException {
    long waitNanos = pauseNanos - (System.nanoTime() - endNanos);
    if (pauseNanos > 0 && waitNanos > 0) {
      TimeUnit.NANOSECONDS.sleep(waitNanos);
    }
    long startNanos = System.nanoTime();
    try {
      return flush.run();
    } finally {
      endNanos = System.nanoTime();
      pauseNanos = Math.min(MAX_PAUSE_NANOS, REST * (endNanos - startNanos));
    }
  }
}
