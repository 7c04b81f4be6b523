package dev.evert.sql;

import java.util.Random;

/** Where tests take their randomness from: {@code -Devert.seed=} repeats a run. */
public final class Seeds {
  private Seeds() {}

  /** A seed, which is printed. */
  public static long next(String test) {
    Long given = Long.getLong("evert.seed");
    long seed = given == null ? new Random().nextLong() : given;
    System.out.println(test + ": -Devert.seed=" + seed);
    return seed;
  }

  /** A generator whose seed is printed. */
  public static Random random(String test) {
    return new Random(next(test));
  }
}
