package dev.evert.engine.view;

import java.util.concurrent.TimeUnit;

/** The time up to which a view can be read; sinks wait for it to grow. */
public final class Published {
  private long time;
  private boolean closed;
  private long nudges;

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
    notifyAll();
  }

  /** Nothing more will be published. */
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Wakes all who wait, so that they look around. */
  public synchronized void nudge() {
    nudges++;
    notifyAll();
  }

  /**
   * Waits until the time is beyond {@code than}, or somebody nudges, or {@code millis} have passed.
   *
   * @return the time then
   */
  public synchronized long awaitBeyond(long than, long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long nudgesBefore = nudges;
    while (time <= than && !closed && nudges == nudgesBefore) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    return time;
  }
}
