package dev.evert.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.engine.MemoryStore.Kind;
import dev.evert.engine.view.MaintainedView;
import dev.evert.engine.view.ViewEndedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table gets a column: a view of the next generation shows it. */
final class GrowingTableTest {
  @TempDir Path directory;

  private final GrowingSource source = new GrowingSource();
  private final MemoryStore store = new MemoryStore(Kind.TRANSACTIONAL);
  private World world;

  @BeforeEach
  void begin() throws InterruptedException {
    world = new World(directory, new Random(1), EngineLimits.DEFAULT);
    world.source("a", () -> source).store("s", store);
    world.start(Definitions.copy("a", "s"));
    world.settle();
    assertThat(store.texts()).containsExactly("1");
  }

  @Test
  void theNextViewShowsTheColumn() throws InterruptedException {
    source.grow();
    world.settle();
    assertThat(store.texts()).containsExactly("1|null", "2|20");
  }

  /** Who compares at the position of the new column must see the view that has it. */
  @Test
  void nothingIsDoneAtThatPositionWithTheViewThatLacksIt() throws InterruptedException {
    MaintainedView narrow = world.pipe().view();
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> hold =
        narrow.holdAt(
            () -> narrow.sourceState(0).containsKey(GrowingSource.GROWN), () -> done.set(true));
    source.grow();
    world.settle();
    assertThat(done).isFalse();
    assertThat(hold)
        .failsWithin(Duration.ZERO)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(ViewEndedException.class);
    assertThat(world.pipe().view()).isNotSameAs(narrow);
  }
}
