package dev.evert.dataflow.operator;

import org.jspecify.annotations.Nullable;

/**
 * Measures how long operators work, each without those that it hands control to meanwhile. Steps
 * that do little are measured now and then, and count for those that were not: looking at the clock
 * would cost as much as they do. One thread.
 */
final class Stopwatch {
  private static final int SAMPLED = 64;

  private @Nullable Operator running;
  private long since;
  private long steps;
  private int factor;

  /** A step begins. */
  void begin(boolean large) {
    boolean sampled = ++steps % SAMPLED == 0;
    begin(large ? 1 : sampled ? SAMPLED : 0);
  }

  /**
   * A step begins, or a part of one.
   *
   * @param factor for how many steps it counts
   */
  void begin(int factor) {
    this.factor = factor;
    running = null;
    since = factor == 0 ? 0 : System.nanoTime();
  }

  /** For how many steps the present one counts. */
  int factor() {
    return factor;
  }

  /** An operator works from now on, or nobody, and the one before no longer. */
  void run(@Nullable Operator operator) {
    if (factor > 0) {
      long now = System.nanoTime();
      if (running != null) {
        running.worked((now - since) * factor);
      }
      since = now;
    }
    running = operator;
  }

  /** The operator that works now. */
  @Nullable Operator running() {
    return running;
  }

  /** The step has ended. */
  void end() {
    run(null);
  }
}
