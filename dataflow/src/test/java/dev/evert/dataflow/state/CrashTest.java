package dev.evert.dataflow.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.Checkpoint;
import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Seeds;
import dev.evert.dataflow.TableInput;
import dev.evert.dataflow.digest.Digest;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A restart finds the last checkpoint that was committed, whenever the disk or the power failed.
 */
final class CrashTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(Column.required("id", Type.Simple.INT8), Column.required("v", Type.Simple.INT8)),
          List.of(0));

  @TempDir private Path directory;
  private final Random random = Seeds.random("CrashTest");

  /** What the view was at each checkpoint that began. */
  private final Map<Long, Digest> digests = new HashMap<>();

  private long committed;
  private long begun;

  @Test
  void checkpointsAreWholeOrNotThere() throws IOException {
    long time = 0;
    for (int round = 0; round < 80 * Seeds.factor(); round++) {
      FailingDisk disk = new FailingDisk(random.nextInt(120));
      try {
        time = run(disk, time);
      } catch (EvertException e) {
        assertThat(disk.failed()).isTrue();
      }
      if (random.nextBoolean()) {
        disk.cutPower(random);
      }
      time = begun;
      check();
    }
  }

  private static Circuit build(StateStore store) {
    CircuitBuilder builder = new CircuitBuilder();
    builder.output("view", builder.table("t", SCHEMA), SCHEMA);
    return builder.build(store);
  }

  private long run(FailingDisk disk, long from) {
    long time = from;
    try (StateStore store = StateStore.open(directory, 4000, disk)) {
      Circuit circuit = build(store);
      for (int i = 0; i < 10; i++) {
        change(circuit.input("t"));
        circuit.step();
        circuit.publish(++time);
        if (random.nextInt(3) == 0) {
          begun = time;
          digests.put(time, circuit.output("view").digest());
          try (Checkpoint checkpoint = circuit.checkpoint(new byte[0])) {
            checkpoint.commit();
            committed = time;
          }
        }
      }
    }
    return time;
  }

  private void change(TableInput input) {
    RowWriter out = new RowWriter();
    for (int i = 0; i < random.nextInt(300); i++) {
      out.reset().putInt8(random.nextInt(500));
      out.putInt8(random.nextLong());
      input.upsert(out.buffer(), 0, 9, 0, out.size(), 0);
    }
  }

  /** It may also be the checkpoint that failed at its very end. */
  private void check() throws IOException {
    try (StateStore store = StateStore.open(directory, 4000)) {
      Circuit circuit = build(store);
      long restored = circuit.restored().orElse(0);
      assertThat(restored).isIn(committed, begun);
      committed = restored;
      if (restored != 0) {
        assertThat(circuit.output("view").digest())
            .isEqualTo(Objects.requireNonNull(digests.get(restored)));
        assertThat(circuit.input("t").digest()).isEqualTo(circuit.output("view").digest());
      }
      circuit.close();
    }
    assertThat(unnamedFiles()).isZero();
  }

  private long unnamedFiles() throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".tmp")).count();
    }
  }
}
