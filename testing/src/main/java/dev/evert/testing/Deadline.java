package dev.evert.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for conditions that other threads or processes bring about. */
public final class Deadline {
  /** Long enough for a busy machine: whoever waits this long waits in vain. */
  public static final Duration USUAL = Duration.ofSeconds(60);

  private static final long PAUSE_NANOS = 1_000_000;

  private Deadline() {}

  /** Waits until the condition holds; fails after {@link #USUAL}, saying what did not come. */
  public static void await(String what, Callable<Boolean> condition) {
    await(what, USUAL, condition);
  }

  /** Waits until the condition holds; fails after {@code limit}, saying what did not come. */
  public static void await(String what, Duration limit, Callable<Boolean> condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!holds(condition)) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited " + limit + " in vain for: " + what);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static boolean holds(Callable<Boolean> condition) {
    try {
      return condition.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError("while waiting", e);
    }
  }
}
