package dev.evert.dataflow.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.evert.dataflow.Checkpoint;
import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.arrangement.MergeCursor;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunBuilder;
import dev.evert.dataflow.digest.DigestSum;
import dev.evert.dataflow.output.ViewState;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever byte is wrong is found before it is used, and named. */
final class CorruptionTest {
  @TempDir private Path directory;
  private String contents = "";

  @BeforeEach
  void save() {
    try (StateStore store = StateStore.open(directory, 1 << 20)) {
      List<Run> runs = List.of(run(0), run(1));
      CircuitState state =
          new CircuitState(
              "print",
              7,
              new byte[] {1},
              Map.of("one", runs),
              Map.of("view", ViewState.EMPTY),
              Map.of("table", 3),
              0);
      try (Checkpoint checkpoint = store.prepare(state)) {
        checkpoint.commit();
      }
    }
    contents = read();
  }

  private static Run run(int number) {
    RunBuilder builder = new RunBuilder(number == 1);
    RowWriter out = new RowWriter();
    for (int i = 0; i < 16; i++) {
      out.reset().putInt8(i * 2L + number);
      out.putText("x".repeat(i == 9 ? 9000 : i));
      builder.add(out.buffer(), 0, 9, out.size(), i + 1, i);
    }
    return Objects.requireNonNull(builder.finish());
  }

  /** Opens the store and reads everything. */
  private String read() {
    try (StateStore store = StateStore.open(directory, 1 << 20)) {
      CircuitState state = Objects.requireNonNull(store.restore("print"));
      List<Run> runs = new ArrayList<>();
      state.forEachRun(runs::add);
      DigestSum sum = new DigestSum();
      MergeCursor cursor = new MergeCursor().over(runs.toArray(new Run[0]));
      while (cursor.next()) {
        sum.add(cursor.bytes(), cursor.keyFrom(), cursor.valueTo(), cursor.weight());
      }
      // Who looks keys up asks filters too, which who reads all does not.
      GroupCursor group = new GroupCursor().over(runs.toArray(new Run[0]));
      for (int i = 0; i < 32; i++) {
        RowWriter key = new RowWriter();
        key.putInt8(i);
        assertThat(group.seek(key.buffer(), 0, key.size())).isTrue();
      }
      String text = state.time() + " " + state.widths() + " " + sum.digest();
      state.release();
      return text;
    }
  }

  @Test
  void everyByteCounts() throws IOException {
    for (Path file : files()) {
      byte[] right = Files.readAllBytes(file);
      for (int i = 0; i < right.length; i += i < 900 || i > right.length - 900 ? 1 : 23) {
        byte[] wrong = right.clone();
        wrong[i] ^= (byte) (1 << i % 8);
        Files.write(file, wrong);
        expectCorrupt(file, "byte " + i);
      }
      Files.write(file, right);
    }
    assertThat(read()).isEqualTo(contents);
  }

  @Test
  void aShortFileIsFound() throws IOException {
    for (Path file : files()) {
      byte[] right = Files.readAllBytes(file);
      for (int length = 0; length < right.length; length += 1 + length / 10) {
        Files.write(file, Arrays.copyOf(right, length));
        expectCorrupt(file, "length " + length);
      }
      Files.write(file, right);
    }
  }

  @Test
  void aMissingFileIsFound() throws IOException {
    for (Path file : files()) {
      if (file.getFileName().toString().startsWith("run-")) {
        Files.delete(file);
        try {
          read();
          fail("a missing file was not found");
        } catch (EvertException e) {
          assertThat(e.getMessage()).contains(file.getFileName().toString());
          assertThat(StateDamage.in(directory, e)).isPresent();
        }
      }
    }
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(directory)) {
      return files.toList();
    }
  }

  private void expectCorrupt(Path file, String what) {
    try {
      assertThat(read()).as(what).isEqualTo(contents);
      fail("%s of %s went unnoticed", what, file);
    } catch (EvertException e) {
      assertThat(e.code()).as(what).isIn(ErrorCode.DATA_CORRUPT, ErrorCode.DATA_NEWER);
      assertThat(e.getMessage()).contains(file.getFileName().toString());
      if (e.code() == ErrorCode.DATA_CORRUPT) {
        assertThat(e.getMessage()).contains("at offset", "should be");
        assertThat(StateDamage.in(directory, e).map(StateDamage::file)).contains(file);
      }
    }
  }
}
