package dev.evert.connectors.postgres;

import dev.evert.connectors.postgres.stream.Backoff;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.source.SourceFeed;
import dev.evert.spi.source.SourceProgress;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tries again, later and later, what fails as the server is away or busy. Belongs to the thread
 * that runs the source.
 */
final class Endurance {
  private static final long MOST_PAUSE_MILLIS = 100;

  private final SourceFeed feed;
  private final CountDownLatch closed;
  private final Backoff backoff = new Backoff();

  Endurance(SourceFeed feed, CountDownLatch closed) {
    this.feed = feed;
    this.closed = closed;
  }

  /** What may fail. */
  @FunctionalInterface
  interface Work<R> {
    R run() throws InterruptedException;
  }

  /** Whether the run is to end. */
  boolean ending() {
    return feed.stopping() || closed.getCount() == 0;
  }

  /**
   * The work's result.
   *
   * @return empty if the run is to end before there is one
   * @throws EvertException a failure that does not pass by itself
   */
  <R> Optional<R> result(Work<R> work) throws InterruptedException {
    while (!ending()) {
      try {
        return Optional.of(work.run());
      } catch (EvertException e) {
        endure(e);
      }
    }
    return Optional.empty();
  }

  /** Waits before the next attempt, if there is any use in one. */
  void endure(EvertException failure) throws InterruptedException {
    if (ending()) {
      return;
    }
    if (!failure.transientFailure()) {
      throw failure;
    }
    long waitMillis = backoff.nextMillis();
    feed.report(new SourceProgress.Reconnecting(failure.describe(), waitMillis));
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
    while (!ending() && System.nanoTime() < end) {
      closed.await(Math.min(waitMillis, MOST_PAUSE_MILLIS), TimeUnit.MILLISECONDS);
    }
  }
}
