package dev.evert.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.engine.MemoryStore.Kind;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.sink.SinkProgress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows without key, of which one alone is longer than what a store keeps as progress. */
final class WideRowsTest {
  private static final int ROWS = 30;
  private static final EngineLimits LIMITS = new EngineLimits(1_000, 1_000, 1, 1 << 20, 1);

  @TempDir Path directory;

  private final OutsideDatabase database = new OutsideDatabase(List.of(Definitions.UNKEYED));
  private final MemoryStore store = new MemoryStore(Kind.TRANSACTIONAL);
  private final List<String> expected = new ArrayList<>();

  @Test
  void eachArrivesOnceThoughDeliveryIsCutBetweenThem() throws InterruptedException {
    for (int i = 0; i < ROWS; i++) {
      insert(String.valueOf((char) ('a' + i % 20)), i);
    }
    World world = new World(directory, new Random(1), LIMITS);
    world.database("a", database).store("s", store);
    for (int life = 0; life < 6; life++) {
      world.start(Definitions.copy("a", "s"));
      while (world.stepSource(0) || world.stepView()) {}
      for (int step = 0; step < 5; step++) {
        world.stepSink(0);
      }
      world.crash();
    }
    assertThat(store.texts().size()).isBetween(3, ROWS - 1);
    world.start(Definitions.copy("a", "s"));
    world.settle();
    assertThat(store.texts()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void thoseThatCanNotBeToldApartDoNotFillTheMemory() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      insert("a", 1);
    }
    World world = new World(directory, new Random(1), new EngineLimits(1_000, 1_000, 1, 1_024, 1));
    world.database("a", database).store("s", store);
    world.start(Definitions.copy("a", "s"));
    while (world.stepSource(0) || world.stepView()) {}
    assertThatThrownBy(world::settle).hasMessageContaining(ErrorCode.LIMIT_EXCEEDED.id());
    assertThat(store.texts()).isEmpty();
  }

  private void insert(String first, int number) {
    String place = first.repeat(SinkProgress.MAX_TOKEN_CHARS);
    database.insert(0, place, number).commit();
    expected.add(place + "|" + number);
  }
}
