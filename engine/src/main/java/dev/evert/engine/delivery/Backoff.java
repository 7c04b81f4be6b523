package dev.evert.engine.delivery;

import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: doubles from try to try up to a limit, less a random part.
 */
final class Backoff {
  static final long FIRST_MILLIS = 50;
  static final long LONGEST_MILLIS = 10_000;

  private final RandomGenerator random;
  private long millis = FIRST_MILLIS;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The next wait, in milliseconds. */
  long nextMillis() {
    long wait = millis / 2 + random.nextLong(millis / 2 + 1);
    millis = Math.min(2 * millis, LONGEST_MILLIS);
    return wait;
  }

  /** It worked: the next wait is short again. */
  void reset() {
    millis = FIRST_MILLIS;
  }
}
