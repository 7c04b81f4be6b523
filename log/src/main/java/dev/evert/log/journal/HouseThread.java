package dev.evert.log.journal;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a housekeeper's steps in a thread of its own, while the log grows and now and then when it
 * does not.
 */
final class HouseThread implements Runnable {
  private static final long IDLE_NANOS = Duration.ofSeconds(1).toNanos();

  private final Housekeeper housekeeper;
  private final JournalTree tree;
  private final long intervalNanos;
  private final Thread thread;
  private volatile boolean stopped;

  HouseThread(Housekeeper housekeeper, JournalTree tree, Duration interval) {
    this.housekeeper = housekeeper;
    this.tree = tree;
    this.intervalNanos = Math.max(interval.toNanos(), Duration.ofMillis(1).toNanos());
    this.thread = Thread.ofPlatform().name("evert-log-house").daemon().unstarted(this);
  }

  void start() {
    thread.start();
  }

  /** Ends the thread after the step it is in. */
  void stop() {
    stopped = true;
    tree.size().wakeAll();
    LockSupport.unpark(thread);
    Threads.join(thread);
  }

  @Override
  public void run() {
    long seen = -1;
    while (!stopped) {
      try {
        if (tree.size().awaitBeyond(seen, IDLE_NANOS, () -> stopped)) {
          LockSupport.parkNanos(intervalNanos);
        }
        seen = tree.size().get();
        housekeeper.signHead();
        housekeeper.step();
      } catch (InterruptedException e) {
        // Nobody but this class knows the thread; an interrupt has no meaning here.
        Thread.onSpinWait();
      } catch (RuntimeException | Error e) {
        // The housekeeper has told it. What was to be written is derived: it can be made later.
        LockSupport.parkNanos(IDLE_NANOS);
      }
    }
  }
}
