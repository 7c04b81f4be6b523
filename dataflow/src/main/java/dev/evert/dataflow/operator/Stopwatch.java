package dev.evert.dataflow.operator;

/**
 * Measures how long operators work, each without those that it hands control to meanwhile. Steps
 * that do little are measured now and then, and count for those that were not: looking at the clock
 * would cost as much as they do.
 */
final class Stopwatch {
  private static final int SAMPLED = 64;
  private static final int NOBODY = -1;

  private final long[] nanos;
  private int running = NOBODY;
  private long since;
  private long steps;
  private int factor;

  Stopwatch(int operators) {
    nanos = new long[operators];
  }

  /** A step begins. */
  void begin(boolean large) {
    boolean sampled = ++steps % SAMPLED == 0;
    factor = large ? 1 : sampled ? SAMPLED : 0;
    running = NOBODY;
    since = factor == 0 ? 0 : System.nanoTime();
  }

  /** An operator works from now on, and the one before no longer. */
  void run(int operator) {
    if (factor > 0) {
      long now = System.nanoTime();
      if (running != NOBODY) {
        nanos[running] += (now - since) * factor;
      }
      since = now;
    }
    running = operator;
  }

  /** The operator that works now. */
  int running() {
    return running;
  }

  /** The step has ended. */
  void end() {
    run(NOBODY);
  }

  /** How long an operator worked, in nanoseconds. */
  long nanos(int operator) {
    return nanos[operator];
  }
}
