package dev.evert.testing;

import java.util.Random;

/** Where randomized tests have their randomness from: a number that is printed and can be given. */
public final class Seed {

  private Seed() {}

  /**
   * Randomness from {@code -Devert.seed=}, or from a new seed, which is printed so that a failure
   * can be had again.
   */
  public static Random random(String test) {
    long seed = Long.getLong("evert.seed", System.nanoTime());
    System.out.println(test + ": -Devert.seed=" + seed);
    return new Random(seed);
  }
}
