package dev.evert.shell.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.engine.Connectors;
import dev.evert.engine.Engine;
import dev.evert.engine.EngineOptions;
import dev.evert.engine.Pipe;
import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.spi.uri.StoreUri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad rows of files do not hold up the good ones, and are in the reject file, also later. */
final class RejectsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void badRowsAreInTheRejectFileWithLineAndReason() throws IOException {
    Path rows = directory.resolve("rows.csv");
    Files.writeString(rows, "id,n\n1,10\n2\n3,30\nfour,5,6\n");
    for (int run = 0; run < 2; run++) {
      try (Engine engine = open()) {
        Pipe pipe = engine.start(definition(rows));
        awaitEnd(pipe);
        assertThat(pipe.view().output().rowCount()).isEqualTo(2);
        assertRejects();
      }
    }
  }

  private void assertRejects() throws IOException {
    Path file = directory.resolve("data").resolve(Pipe.REJECTS_DIRECTORY).resolve("rows.jsonl");
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains("rows.csv:3").contains("\"record\":\"2\"");
    assertThat(lines.get(1)).contains("rows.csv:5").contains("\"record\":\"four,5,6\"");
  }

  private Engine open() {
    return Engine.open(EngineOptions.in(directory.resolve("data")), Connectors.installed());
  }

  private PipeDefinition definition(Path rows) {
    return new PipeDefinition(
        "rows",
        List.of(new PipeDefinition.Input("input", StoreUri.parse("file:" + rows))),
        List.of(),
        List.of(StoreUri.parse("lucene://" + directory.resolve("index"))));
  }

  private static void awaitEnd(Pipe pipe) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!pipe.finished() && System.nanoTime() < deadline) {
      assertThat(pipe.failures()).isEmpty();
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(pipe.finished()).as(pipe.status().toString()).isTrue();
  }
}
