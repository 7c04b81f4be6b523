package dev.evert.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.engine.MemoryStore.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipes whose sources end: they finish, and look for more when they are started again. */
final class EndingSourceTest {
  @TempDir Path directory;

  private final OutsideDatabase database = new OutsideDatabase(List.of(Definitions.UNKEYED));
  private final MemoryStore store = new MemoryStore(Kind.TRANSACTIONAL);
  private World world;

  @BeforeEach
  void begin() {
    world = new World(directory, new Random(1), EngineLimits.DEFAULT);
    world.source("a", () -> new EndingSource(database)).store("s", store);
    database.insert(0, "here", 1).commit();
    start();
  }

  private void start() {
    world.start(Definitions.copy("a", "s"));
  }

  @Test
  void thePipeFinishes() throws InterruptedException {
    world.settle();
    assertThat(store.texts()).containsExactly("here|1");
    assertThat(world.pipe().finished()).isTrue();
  }

  @Test
  void whatCameAfterTheEndIsTakenWhenItIsStartedAgain() throws InterruptedException {
    world.settle();
    world.stop();
    database.insert(0, "there", 2).commit();
    start();
    while (!world.pipe().view().recovered()) {
      assertThat(world.pipe().finished()).isFalse();
      world.stepView();
    }
    world.settle();
    assertThat(store.texts()).containsExactly("here|1", "there|2");
    assertThat(world.pipe().finished()).isTrue();
  }

  @Test
  void nothingIsTakenTwiceWhenItIsKilledAfterTheEnd() throws InterruptedException {
    world.settle();
    world.crash();
    start();
    world.settle();
    assertThat(store.texts()).containsExactly("here|1");
    assertThat(world.pipe().finished()).isTrue();
  }
}
