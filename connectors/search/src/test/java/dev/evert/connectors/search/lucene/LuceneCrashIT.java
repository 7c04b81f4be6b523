package dev.evert.connectors.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.connectors.search.RandomBatches;
import dev.evert.spi.sink.SinkProgress;
import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.Seed;
import dev.evert.testing.contract.RecordingContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that fills an index, again and again, and compares the index with the history.
 */
class LuceneCrashIT {
  private static final int KILLS = Boolean.getBoolean("evert.nightly") ? 60 : 8;

  @TempDir private Path index;

  @Test
  void holdsWhatItsProgressSaysAfterEachKill() throws Exception {
    Random random = Seed.random("LuceneCrashIT");
    long seed = random.nextLong();
    RandomBatches batches = new RandomBatches(seed);
    long version = 0;
    for (int i = 0; i < KILLS; i++) {
      long acknowledged = runAndKill(seed, random.nextInt(12));
      version = check(batches, Math.max(version, acknowledged));
    }
    assertThat(version).isPositive();
  }

  /** Lets the process go on for some flushes, kills it, and returns the last version it printed. */
  private long runAndKill(long seed, int flushes) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                EndlessWriter.class.getName(),
                index.toString(),
                String.valueOf(seed))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long acknowledged = 0;
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (int i = 0; i < flushes; i++) {
        String line = out.readLine();
        assertThat(line).as("the writer's output").isNotNull();
        acknowledged = Long.parseLong(line);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return acknowledged;
  }

  private long check(RandomBatches batches, long atLeast) throws InterruptedException {
    IndexLocation location = IndexLocation.of(StoreUri.parse("lucene:" + index));
    try (LuceneSink sink = new LuceneSink(location, new RecordingContext("pipe"))) {
      long version = sink.prepare(RandomBatches.SCHEMA).map(SinkProgress::version).orElse(0L);
      assertThat(version).isGreaterThanOrEqualTo(atLeast);
      assertThat(batches.differences(sink.audit(), version)).isEmpty();
      return version;
    }
  }
}
