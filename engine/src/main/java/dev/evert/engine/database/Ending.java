package dev.evert.engine.database;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for threads to end, not for ever: a function in Java may never return. */
final class Ending {
  private static final Duration LOOK = Duration.ofMillis(100);

  private Ending() {}

  /**
   * Waits for a thread; an interrupt does not end that, but is kept for the caller.
   *
   * @param patience how long it may take
   * @param excused time counts only while this is false
   * @return whether the thread has ended
   */
  static boolean await(Thread thread, Duration patience, BooleanSupplier excused) {
    boolean interrupted = false;
    long deadline = System.nanoTime() + patience.toNanos();
    while (thread.isAlive() && System.nanoTime() < deadline) {
      try {
        thread.join(LOOK);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      if (excused.getAsBoolean()) {
        deadline = System.nanoTime() + patience.toNanos();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }
}
