package dev.evert.connectors.search.rest;

import java.util.random.RandomGenerator;

/**
 * Waits between tries: twice as long each time, and by chance between half of that and all, so that
 * many who were refused together do not come back together. One thread at a time.
 */
final class Backoff {
  private final Pace pace;
  private final RandomGenerator random;
  private long nextMillis;
  private long waitedMillis;

  Backoff(Pace pace, RandomGenerator random) {
    this.pace = pace;
    this.random = random;
    this.nextMillis = pace.firstWaitMillis();
  }

  /** Something succeeded: begins anew. */
  void reset() {
    nextMillis = pace.firstWaitMillis();
    waitedMillis = 0;
  }

  /** Whether it has waited long enough. */
  boolean exhausted() {
    return waitedMillis >= pace.patienceMillis();
  }

  /** How long to wait now. */
  long next() {
    long wait = nextMillis / 2 + random.nextLong(nextMillis - nextMillis / 2) + 1;
    nextMillis = Math.min(pace.mostWaitMillis(), 2 * nextMillis);
    waitedMillis += wait;
    return wait;
  }
}
