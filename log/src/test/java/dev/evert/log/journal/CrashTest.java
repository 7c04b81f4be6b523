package dev.evert.log.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogState;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/** Seeded lives of logs on bad disks; each failure names the seed that makes it again. */
class CrashTest {
  private static final int FACTOR = Boolean.getBoolean("evert.nightly") ? 50 : 1;

  private static void forSeeds(int count, LongConsumer life) {
    Long given = Long.getLong("evert.seed");
    long first = given != null ? given : new Random().nextLong();
    int seeds = given != null ? 1 : count * FACTOR;
    for (long seed = first; seed < first + seeds; seed++) {
      try {
        life.accept(seed);
      } catch (Throwable e) {
        fail("-Devert.seed=" + seed + ": " + e, e);
      }
    }
  }

  @Test
  void powerCutsLoseNothingThatWasAcknowledged() {
    forSeeds(
        300,
        seed -> {
          Simulation simulation = new Simulation(seed);
          for (int life = 0; life < 4; life++) {
            simulation.files.cutPowerAfter(simulation.random().nextInt(life == 0 ? 40 : 200));
            simulation.files.shortWrites(simulation.random().nextInt(2) * 0.2);
            liveUntilItFails(simulation);
            simulation.files.cutPower();
          }
          simulation.open().close();
        });
  }

  private static void liveUntilItFails(Simulation simulation) {
    try {
      Journal log = simulation.open();
      simulation.live(log, 60);
    } catch (LogException e) {
      assertThat(e).hasMessageContaining("power cut");
    }
  }

  @Test
  void killedProcessesLoseNothingThatWasAcknowledged() {
    forSeeds(
        100,
        seed -> {
          Simulation simulation = new Simulation(seed);
          for (int life = 0; life < 3; life++) {
            simulation.files.cutPowerAfter(simulation.random().nextInt(300));
            liveUntilItFails(simulation);
            simulation.files.endProcess();
          }
          Journal log = simulation.open();
          simulation.live(log, 30);
          simulation.close(log);
          simulation.open().close();
        });
  }

  @Test
  void afterAFailedSyncTheLogDoesNotPretend() {
    forSeeds(
        100,
        seed -> {
          Simulation simulation = new Simulation(seed);
          for (int life = 0; life < 3; life++) {
            Journal log = simulation.open();
            simulation.files.failSyncs(0.05);
            simulation.live(log, 100);
            simulation.files.failSyncs(0);
            if (log.state() instanceof LogState.Failed) {
              assertThat(simulation.live(log, 100))
                  .isInstanceOfSatisfying(
                      LogException.class, e -> assertThat(e.error()).isEqualTo(LogError.FAILED));
            }
            end(simulation, log);
          }
          simulation.open().close();
        });
  }

  /** Ends a life in any way: an orderly close, a killed process, a power cut. */
  private static void end(Simulation simulation, Journal log) {
    int way = simulation.random().nextInt(3);
    if (way == 0) {
      try {
        simulation.close(log);
      } catch (LogException e) {
        assertThat(e.error()).isEqualTo(LogError.IO);
      }
    }
    if (way == 1) {
      simulation.files.cutPower();
    } else {
      simulation.files.endProcess();
    }
  }

  @Test
  void aFullDiskIsReportedAndLosesNothing() {
    forSeeds(
        50,
        seed -> {
          Simulation simulation = new Simulation(seed);
          Journal log = simulation.open();
          simulation.files.freeBytes(simulation.random().nextInt(100_000));
          while (log.state() instanceof LogState.Open) {
            LogException failure = simulation.live(log, 100);
            if (failure != null) {
              assertThat(failure).hasMessageContaining("file system is full");
            }
          }
          assertThat(log.state()).isInstanceOf(LogState.Failed.class);
          end(simulation, log);
          simulation.open().close();
        });
  }

  @Test
  void aFlippedBitIsFoundOrHarmless() {
    forSeeds(
        200,
        seed -> {
          Simulation simulation = new Simulation(seed);
          Journal log = simulation.open();
          simulation.live(log, 60);
          boolean closed = simulation.random().nextBoolean();
          if (closed) {
            simulation.close(log);
          }
          simulation.files.endProcess();
          flipOneBit(simulation);
          try {
            simulation.open().close();
          } catch (LogException e) {
            assertThat(e.error())
                .isIn(
                    List.of(
                        LogError.CORRUPT,
                        LogError.TREE_MISMATCH,
                        LogError.BAD_TOKEN,
                        LogError.NEWER_VERSION));
            assertThat(e).hasMessageContaining("memory/");
          }
        });
  }

  private static void flipOneBit(Simulation simulation) {
    List<String> names = simulation.files.list();
    String name = names.get(simulation.random().nextInt(names.size()));
    try {
      long size = simulation.files.openForReading(name).size();
      if (size > 0) {
        simulation.files.flipBit(
            name, simulation.random().nextLong(size), simulation.random().nextInt(8));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
