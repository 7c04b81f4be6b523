package dev.evert.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkChange;
import dev.evert.spi.sink.SinkProgress;
import dev.evert.spi.type.Type;
import dev.evert.testing.Deadline;
import dev.evert.testing.Seed;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes changes is killed again and again; each change is in the file once. */
class ChangeFileKillIT {
  private static final int KILLS = Boolean.getBoolean("evert.nightly") ? 100 : 10;
  private static final int CHANGES_OF_A_BATCH = 20;
  private static final Schema SCHEMA =
      new Schema(List.of(Column.required("id", Type.Simple.INT8)), List.of(0));

  @TempDir private Path directory = Path.of("");

  @Test
  void noChangeIsLostOrTwice() throws Exception {
    Random random = Seed.random("ChangeFileKillIT");
    Path file = directory.resolve("out.jsonl");
    for (int i = 0; i < KILLS; i++) {
      Process writer = start(file);
      long before = Files.exists(file) ? Files.size(file) : 0;
      long more = random.nextInt(200_000);
      Deadline.await(
          "the file's growth", () -> Files.exists(file) && Files.size(file) > before + more);
      writer.destroyForcibly().waitFor();
    }
    try (ChangeFileSink sink = new ChangeFileSink(file, "pipe")) {
      long batches = sink.prepare(SCHEMA).orElseThrow().version();
      List<String> wanted = new ArrayList<>();
      for (long i = 0; i < batches * CHANGES_OF_A_BATCH; i++) {
        wanted.add("{\"id\":" + i + "}");
      }
      assertThat(Files.readAllLines(file).stream().map(ChangeFileKillIT::row)).isEqualTo(wanted);
    }
  }

  private static String row(String line) {
    return line.replaceAll(".*\"row\":(\\{[^}]*\\}).*", "$1");
  }

  private static Process start(Path file) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            file.toString())
        .redirectOutput(new File("/dev/null"))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Writes batch after batch, and flushes some of them. */
  public static final class Writer {
    private Writer() {}

    /** Goes on where the file says, until it is killed. */
    public static void main(String[] args) {
      try (ChangeFileSink sink = new ChangeFileSink(Path.of(args[0]), "pipe")) {
        long version = sink.prepare(SCHEMA).map(SinkProgress::version).orElse(0L);
        while (true) {
          sink.write(batch(++version));
          if (version % 3 == 0) {
            sink.flush();
          }
        }
      }
    }

    private static SinkBatch batch(long version) {
      List<SinkChange> changes = new ArrayList<>();
      for (int i = 0; i < CHANGES_OF_A_BATCH; i++) {
        RowWriter row = new RowWriter();
        row.putInt8((version - 1) * CHANGES_OF_A_BATCH + i);
        byte[] bytes = row.toBytes();
        changes.add(new SinkChange(bytes, null, bytes, version, "p" + version, null));
      }
      return new SinkBatch(changes, new SinkProgress("t" + version, version));
    }
  }
}
