package dev.evert.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.engine.MemoryStore.Kind;
import dev.evert.engine.view.ReleasedEvents;
import dev.evert.log.Position;
import dev.evert.log.StreamId;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows stay in the log until they are in a durable checkpoint, whatever the retention says. */
final class RetentionTest {
  @TempDir Path directory;

  @Test
  void onlyWhatIsInACheckpointMayGo() throws InterruptedException {
    OutsideDatabase database = new OutsideDatabase(List.of(Definitions.KEYED));
    World world =
        new World(directory, new Random(1), EngineLimits.DEFAULT)
            .database("a", database)
            .store("s", new MemoryStore(Kind.TRANSACTIONAL));
    database.upsert(0, 1, 1, 1L, "one").commit();
    world.start(Definitions.copy("a", "s"));
    world.settle();
    long end = world.pipe().view().time();
    assertThat(mayRemove(world, 1)).isFalse();
    world.elapse();
    world.settle();
    assertThat(mayRemove(world, end)).isTrue();
    assertThat(mayRemove(world, end + 100)).isFalse();
    world.crash();
    world.start(Definitions.copy("a", "s"));
    assertThat(mayRemove(world, end)).as("after a restart").isTrue();
    world.stop();
  }

  private static boolean mayRemove(World world, long end) {
    ReleasedEvents released = world.released();
    StreamId stream = world.log().stream("test/table/0").orElseThrow().id();
    return released.mayRemove(stream, Position.ofOrdinal(end));
  }
}
