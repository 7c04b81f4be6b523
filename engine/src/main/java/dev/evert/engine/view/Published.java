package dev.evert.engine.view;

import java.util.concurrent.TimeUnit;

/** The time up to which a view can be read; sinks wait for it to grow. */
public final class Published {
  private long time;
  private long changes;

  /** Starts at a time that can be read already. */
  public Published(long time) {
    this.time = time;
  }

  /** The time up to which the view can be read. */
  public synchronized long time() {
    return time;
  }

  /** The view can be read up to a later time. */
  public synchronized void advance(long to) {
    assert to >= time : to + " after " + time;
    time = to;
    nudge();
  }

  /** Wakes all who wait, so that they look around. */
  public synchronized void nudge() {
    changes++;
    notifyAll();
  }

  /** Grows whenever there may be a reason to look around. */
  public synchronized long changes() {
    return changes;
  }

  /** Waits until {@link #changes} is no longer what was seen, or {@code millis} have passed. */
  public synchronized void awaitChange(long seen, long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (changes == seen) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }
}
