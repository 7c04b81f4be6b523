package dev.evert.engine;

import java.util.Random;

/** Where tests take their randomness from: {@code -Devert.seed=} repeats a run. */
public final class Seeds {
  private Seeds() {}

  /** A seed that is printed. */
  public static long seed(String test) {
    Long given = Long.getLong("evert.seed");
    long seed = given == null ? new Random().nextLong() : given;
    System.out.println(test + ": -Devert.seed=" + seed);
    return seed;
  }

  /** Whether one run was asked for. */
  static boolean given() {
    return Long.getLong("evert.seed") != null;
  }

  /** How many times as long a test runs in the nightly build. */
  static int factor() {
    return Boolean.getBoolean("evert.nightly") ? 20 : 1;
  }
}
