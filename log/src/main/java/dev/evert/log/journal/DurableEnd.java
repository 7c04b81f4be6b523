package dev.evert.log.journal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** The position after the last durable event, which grows and can be waited for. */
final class DurableEnd {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile long end;
  private final AtomicInteger waiting = new AtomicInteger();

  long get() {
    return end;
  }

  /** Moves the end and wakes who waits; costs a volatile write and read when nobody does. */
  void advance(long to) {
    end = to;
    if (waiting.get() > 0) {
      wakeAll();
    }
  }

  /** Wakes everybody, to look at their stop condition. */
  void wakeAll() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the end is beyond a position; false if the time passed or the stop condition came
   * true first.
   */
  boolean awaitBeyond(long position, long timeoutNanos, BooleanSupplier stop)
      throws InterruptedException {
    if (end > position) {
      return true;
    }
    long left = timeoutNanos;
    lock.lock();
    try {
      waiting.incrementAndGet();
      while (end <= position && left > 0 && !stop.getAsBoolean()) {
        left = changed.awaitNanos(left);
      }
    } finally {
      waiting.decrementAndGet();
      lock.unlock();
    }
    return end > position;
  }
}
