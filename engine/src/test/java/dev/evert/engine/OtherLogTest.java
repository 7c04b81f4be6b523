package dev.evert.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.engine.MemoryStore.Kind;
import dev.evert.spi.sink.SinkProgress;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stores that another log has filled: one that was dropped or lost, or that is still in use. */
final class OtherLogTest {
  @TempDir Path directory;

  private final OutsideDatabase database = new OutsideDatabase(List.of(Definitions.UNKEYED));

  private World world(String name, MemoryStore store) {
    World world = new World(directory.resolve(name), new Random(1), EngineLimits.DEFAULT);
    world.database("a", database).store("s", store);
    world.start(Definitions.copy("a", "s"));
    return world;
  }

  private static long version(MemoryStore store) {
    return store.progress().map(SinkProgress::version).orElse(0L);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aStoreAheadOfTheLogIsComparedOnceAndThenTakesWhatComes(Kind kind)
      throws InterruptedException {
    MemoryStore store = new MemoryStore(kind);
    World lost = world("lost", store);
    for (int i = 0; i < 20; i++) {
      database.insert(0, "here", i).commit();
      lost.settle();
    }
    lost.stop();
    database.insert(0, "there", 1).commit();
    long before = version(store);
    World world = world("new", store);
    world.settle();
    assertThat(store.texts()).hasSize(21).contains("there|1");
    long compared = version(store);
    assertThat(compared).isGreaterThan(before);
    database.insert(0, "there", 2).commit();
    world.settle();
    assertThat(store.texts()).hasSize(22).contains("there|2");
    assertThat(version(store)).isGreaterThan(compared);
    world.crash();
    World again = world("new", store);
    database.insert(0, "there", 3).commit();
    again.settle();
    assertThat(store.texts()).hasSize(23).contains("there|3");
    again.stop();
  }

  @Test
  void twoLogsDoNotFillOneStoreInTurns() throws InterruptedException {
    MemoryStore store = new MemoryStore(Kind.TRANSACTIONAL);
    World first = world("first", store);
    database.insert(0, "here", 1).commit();
    first.settle();
    World second = world("second", store);
    second.settle();
    database.insert(0, "here", 2).commit();
    second.settle();
    assertThatThrownBy(first::settle).hasMessageContaining("another pipe of the same name");
    second.stop();
    first.crash();
  }
}
