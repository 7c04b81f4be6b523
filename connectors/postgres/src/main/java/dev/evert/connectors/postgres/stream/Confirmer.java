package dev.evert.connectors.postgres.stream;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells the server, beside the thread that reads, what is durable, and often enough that the reader
 * is alive: it may be held up for long when the feed takes no more.
 */
final class Confirmer implements Runnable {
  private static final long PERIOD_MILLIS = 100;

  private final LogStream log;
  private final Confirmations confirmations;
  private final long aliveNanos;
  private final CountDownLatch end = new CountDownLatch(1);

  /**
   * @param aliveMillis how long the server may hear nothing
   */
  Confirmer(LogStream log, Confirmations confirmations, long aliveMillis) {
    this.log = log;
    this.confirmations = confirmations;
    this.aliveNanos = TimeUnit.MILLISECONDS.toNanos(aliveMillis);
  }

  /** Starts it on a thread of its own. */
  void start() {
    Thread.ofVirtual().name("postgres-confirm").start(this);
  }

  @Override
  public void run() {
    try {
      long told = 0;
      long toldNanos = System.nanoTime();
      while (!end.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
        long confirmable = confirmations.confirmable();
        long now = System.nanoTime();
        if (confirmable != told || now - toldNanos > aliveNanos) {
          log.confirm(confirmable);
          told = confirmable;
          toldNanos = now;
        }
      }
    } catch (SQLException | InterruptedException e) {
      // The connection is gone: who reads it finds out too.
    }
  }

  /** Ends it, after a last word. */
  void stop() {
    end.countDown();
    try {
      log.confirm(confirmations.confirmable());
    } catch (SQLException e) {
      // The connection is gone: the next one tells.
    }
  }
}
