package dev.evert.spi;

import java.util.Random;

/** Randomness for tests: {@code -Devert.seed=} repeats a run. */
public final class Seed {
  private Seed() {}

  /** A generator whose seed is printed. */
  public static Random random() {
    long seed = Long.getLong("evert.seed", System.nanoTime());
    System.out.println("-Devert.seed=" + seed);
    return new Random(seed);
  }

  /** How often to repeat: ten times more in the nightly run. */
  public static int times(int usual) {
    return Boolean.getBoolean("evert.nightly") ? 10 * usual : usual;
  }
}
