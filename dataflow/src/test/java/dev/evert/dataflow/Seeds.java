package dev.evert.dataflow;

import java.util.Random;

/** Where tests take their randomness from: {@code -Devert.seed=} repeats a run. */
public final class Seeds {
  private Seeds() {}

  /** A generator whose seed is printed. */
  public static Random random(String test) {
    Long given = Long.getLong("evert.seed");
    long seed = given == null ? new Random().nextLong() : given;
    System.out.println(test + ": -Devert.seed=" + seed);
    return new Random(seed);
  }

  /** How many times as long a test runs in the nightly build. */
  public static int factor() {
    return Boolean.getBoolean("evert.nightly") ? 20 : 1;
  }
}
