package dev.evert.engine.database;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The memory that the queries which are at work share. Each gets a part of what is left: the first
 * ones more, all others something, and when little is left the next one waits. What does not fit
 * into a query's share goes to files. Any thread.
 */
final class QueryMemory {
  /** What a query gets of what is left. */
  private static final int PART = 8;

  /** A smaller part of all is not given: so about thirty queries may be at work. */
  private static final int LEAST_PART = 128;

  private static final long PATIENCE_SECONDS = 30;
  private static final long LOOK_MILLIS = 100;

  private final long leastBytes;
  private long leftBytes;

  /**
   * Memory that nobody has.
   *
   * @param bytes in all
   */
  QueryMemory(long bytes) {
    this.leftBytes = bytes;
    this.leastBytes = Math.max(1, bytes / LEAST_PART);
  }

  /**
   * Takes a share, to be given back; waits for one if need be.
   *
   * @param closed whether waiting is of no use any more
   * @throws EvertException LIMIT_EXCEEDED if none becomes free, DATABASE_CLOSED
   */
  long take(BooleanSupplier closed) {
    try {
      return share(closed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EvertException(ErrorCode.INTERNAL, "interrupted while waiting", null, e);
    }
  }

  private synchronized long share(BooleanSupplier closed) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (leftBytes < leastBytes) {
      if (closed.getAsBoolean()) {
        throw Progress.closed();
      }
      if (System.nanoTime() >= deadline) {
        throw new EvertException(
            ErrorCode.LIMIT_EXCEEDED,
            "the queries that are at work, or whose results are not closed, take all the memory"
                + " that there is for queries",
            "Close results, or ask again later.");
      }
      wait(LOOK_MILLIS);
    }
    long share = Math.max(leastBytes, leftBytes / PART);
    leftBytes -= share;
    return share;
  }

  /** Gives a share back. */
  synchronized void giveBack(long share) {
    leftBytes += share;
    notifyAll();
  }
}
