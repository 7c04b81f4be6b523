package dev.evert.connectors.postgres.stream;

import java.util.concurrent.TimeUnit;

/** How long to wait before the next attempt: longer each time, until one succeeds. One thread. */
public final class Backoff {
  private static final long FIRST_MILLIS = 100;
  private static final long MOST_MILLIS = 10_000;
  private static final long CALM_NANOS = TimeUnit.SECONDS.toNanos(30);

  private long nextMillis = FIRST_MILLIS;
  private long lastNanos = System.nanoTime();

  /** The next wait. After a while without failures it is short again. */
  public long nextMillis() {
    long now = System.nanoTime();
    if (now - lastNanos > CALM_NANOS) {
      nextMillis = FIRST_MILLIS;
    }
    lastNanos = now;
    long millis = nextMillis;
    nextMillis = Math.min(MOST_MILLIS, 2 * nextMillis);
    return millis;
  }
}
