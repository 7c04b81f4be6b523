package dev.evert.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.engine.MemoryStore.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipes that copy their tables anew, and are killed at any append while they begin to. */
final class CopyingAnewTest {
  private static final int APPENDS = 4;

  @TempDir Path directory;

  @Test
  void rowsThatWereDeletedMeanwhileAreGoneWhereverItIsKilled() throws InterruptedException {
    for (int appends = 0; appends < APPENDS; appends++) {
      dieAndGoOn(appends, false);
      dieAndGoOn(appends, true);
    }
  }

  private void dieAndGoOn(int appends, boolean durable) throws InterruptedException {
    OutsideDatabase database = new OutsideDatabase(List.of(Definitions.UNKEYED));
    MemoryStore store = new MemoryStore(Kind.TRANSACTIONAL);
    World world =
        new World(
            directory.resolve(appends + (durable ? "after" : "before")),
            new Random(1),
            EngineLimits.DEFAULT);
    world.database("a", database).store("s", store);
    database.insert(0, "here", 1).commit();
    database.insert(0, "there", 2).commit();
    world.start(Definitions.copy("a", "s"));
    world.settle();
    world.stop();
    world.dieStartingAnew(Definitions.copy("a", "s"), appends, durable);
    database.insert(0, "here", 3).commit();
    world.start(Definitions.copy("a", "s"));
    world.settle();
    assertThat(store.texts())
        .as("killed %s append %d", durable ? "after" : "before", appends)
        .containsExactly("here|1", "here|3", "there|2");
    world.stop();
  }
}
