package dev.evert.log.journal;

import java.time.Duration;

/** Durations as nanoseconds, at most what a long holds. */
final class Nanos {
  private static final Duration MAX = Duration.ofNanos(Long.MAX_VALUE);

  private Nanos() {}

  static long of(Duration duration) {
    return duration.compareTo(MAX) >= 0 ? Long.MAX_VALUE : duration.toNanos();
  }
}
