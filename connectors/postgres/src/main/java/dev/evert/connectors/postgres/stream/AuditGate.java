package dev.evert.connectors.postgres.stream;

import dev.evert.connectors.postgres.connect.Lsn;
import java.util.concurrent.TimeUnit;

/**
 * Lets an audit find a moment that the stream has not passed yet, and have a state appended exactly
 * there. For any thread.
 */
public final class AuditGate {
  private long heldUntilNanos;
  private boolean held;
  private long begun;
  private volatile long mark;

  /**
   * Holds the stream before its next transaction, for a limited time.
   *
   * @param limitMillis after which the stream goes on all the same
   */
  public synchronized void hold(long limitMillis) {
    held = true;
    heldUntilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
  }

  /** Lets the stream go on. */
  public synchronized void release() {
    held = false;
    notifyAll();
  }

  /**
   * Asks for a state at {@code lsn}.
   *
   * @return false if the stream has begun a transaction there or later
   */
  public synchronized boolean mark(long lsn) {
    if (!Lsn.isBefore(begun, lsn)) {
      return false;
    }
    mark = lsn;
    return true;
  }

  /** The stream is about to apply a transaction whose commit stands at {@code lsn}. */
  synchronized void begin(long lsn) throws InterruptedException {
    while (held) {
      long rest = heldUntilNanos - System.nanoTime();
      if (rest <= 0) {
        held = false;
      } else {
        TimeUnit.NANOSECONDS.timedWait(this, rest);
      }
    }
    begun = lsn;
  }

  /** Where a state is asked for that was not yet appended; 0 if nowhere. */
  long marked() {
    return mark;
  }

  /** The state at {@code lsn} was appended. */
  synchronized void stated(long lsn) {
    if (mark == lsn) {
      mark = 0;
    }
  }
}
