package dev.evert.engine;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many lives of pipes, see {@link Simulation}; {@code -Devert.seed=} repeats one. */
final class SimulationTest {
  private static final int RUNS = 150;

  @TempDir Path directory;

  @Test
  void sinksAreTheirViewsWhateverHappens() {
    long seed = Seeds.seed("SimulationTest");
    int runs = Seeds.given() ? 1 : RUNS * Seeds.factor();
    Random seeds = new Random(seed);
    int kills = 0;
    for (int i = 0; i < runs; i++) {
      kills += live(i == 0 ? seed : seeds.nextLong(), i);
    }
    System.out.println("SimulationTest: " + runs + " runs, " + kills + " kills");
  }

  private int live(long seed, int number) {
    try {
      return new Simulation(seed, directory.resolve("run" + number)).run();
    } catch (Throwable e) {
      throw new AssertionError("with -Devert.seed=" + seed, e);
    }
  }
}
