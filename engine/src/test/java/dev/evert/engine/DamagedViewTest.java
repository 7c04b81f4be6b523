package dev.evert.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.engine.MemoryStore.Kind;
import dev.evert.engine.view.MaintainedView;
import dev.evert.spi.error.EvertException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipe whose view's state is damaged: it is derived anew from the log, and the sink is right. */
final class DamagedViewTest {
  private static final int ROUNDS = 20;

  @TempDir Path directory;

  private final Random random = new Random(Seeds.seed("DamagedViewTest"));
  private final OutsideDatabase database = new OutsideDatabase(List.of(Definitions.UNKEYED));
  private final MemoryStore store = new MemoryStore(Kind.TRANSACTIONAL);

  private World world() {
    World world = new World(directory, random, EngineLimits.DEFAULT);
    world.database("a", database).store("s", store);
    for (int i = 0; i < 500; i++) {
      database.insert(0, "row " + i, i).commit();
    }
    return world;
  }

  private void change(int round) {
    database.insert(0, "new " + round, round).commit();
  }

  private Path stateFile() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("state"))) {
      List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
      return all.get(random.nextInt(all.size()));
    }
  }

  @Test
  void aFileThatIsDamagedMeanwhileIsFoundWhenItIsStarted()
      throws IOException, InterruptedException {
    World world = world();
    for (int round = 0; round < ROUNDS; round++) {
      world.start(Definitions.copy("a", "s"));
      change(round);
      world.settle();
      assertThat(store.texts()).as("round " + round).hasSize(501 + round);
      check(world);
      world.stop();
      harm(stateFile());
    }
  }

  /** Reads the view; what that finds damaged is derived anew. */
  private void check(World world) throws InterruptedException {
    List<String> wanted = store.texts().stream().sorted().toList();
    MaintainedView view = world.pipe().view();
    try {
      assertThat(world.viewTexts()).isEqualTo(wanted);
    } catch (EvertException e) {
      view.readerFailed(e);
      world.settle();
      assertThat(world.pipe().view()).isNotSameAs(view);
      assertThat(world.viewTexts()).isEqualTo(wanted);
    }
  }

  private void harm(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    switch (random.nextInt(3)) {
      case 0 -> Files.delete(file);
      case 1 -> Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
      default -> {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);
      }
    }
  }

  @Test
  void damageThatIsMetWhileItRunsIsMendedMeanwhile() throws IOException, InterruptedException {
    World world = world();
    world.start(Definitions.copy("a", "s"));
    world.settle();
    world.stop();
    world.start(Definitions.copy("a", "s"));
    try (Stream<Path> files = Files.walk(directory.resolve("state"))) {
      for (Path file : files.filter(path -> path.toString().contains("run-")).toList()) {
        harmBlocks(file);
      }
    }
    change(0);
    world.settle();
    assertThat(store.texts()).hasSize(501).contains("new 0|0");
    check(world);
    world.stop();
  }

  /** What lies between headers and footers, which were read when the file was opened. */
  private static void harmBlocks(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (long at = 100; at < channel.size() - 2000; at += 500) {
        channel.write(ByteBuffer.wrap(new byte[] {0x55, 0x55, 0x55}), at);
      }
    }
  }
}
