package dev.evert.dataflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.digest.Digest;
import dev.evert.dataflow.state.StateStore;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watermarks: which rows are late, and that it does not depend on how changes are cut in steps. */
final class WatermarkTest {
  private static final Schema EVENTS =
      Plans.schema(false, "k", Plans.INT8, "at", Type.Simple.TIMESTAMP);
  private static final Schema KEYED =
      Plans.schema(true, "k", Plans.INT8, "at", Type.Simple.TIMESTAMP);

  @TempDir private Path directory;
  private int circuits;

  private static Schema late(Schema schema) {
    List<Column> columns = new ArrayList<>(schema.columns());
    columns.add(Column.required("late_change", Plans.TEXT));
    columns.add(Column.required("late_watermark", Type.Simple.TIMESTAMP));
    return new Schema(columns, List.of());
  }

  /** A circuit over one table, with its rows and its late changes as views. */
  private static final class Events implements AutoCloseable {
    final Schema schema;
    final Watermark watermark;
    final Path state;
    StateStore store;
    Circuit circuit;
    long time;

    Events(Schema schema, Watermark watermark, Path state) {
      this.schema = schema;
      this.watermark = watermark;
      this.state = state;
      this.store = StateStore.open(state, 1 << 20);
      this.circuit = build();
    }

    private Circuit build() {
      CircuitBuilder builder = new CircuitBuilder();
      Node.Table table = builder.table("t", schema, watermark);
      Node all = builder.filter(table, (_, _, _) -> true, "all");
      builder.output("rows", all, new Schema(schema.columns(), List.of()));
      builder.output("late", builder.late(table), late(schema));
      return builder.build(store);
    }

    /** Goes on from a checkpoint. */
    void restart() {
      publish();
      try (Checkpoint checkpoint = circuit.checkpoint(new byte[0])) {
        checkpoint.commit();
      }
      close();
      store = StateStore.open(state, 1 << 20);
      circuit = build();
      assertThat(circuit.restored()).hasValue(time);
    }

    void put(long key, @Nullable Long at) {
      RowWriter out = new RowWriter();
      if (schema.keyed()) {
        out.putInt8(key);
      }
      int keyTo = out.size();
      out.putInt8(key);
      Rows.put(out, at);
      if (schema.keyed()) {
        circuit.input("t").upsert(out.buffer(), 0, keyTo, keyTo, out.size(), time);
      } else {
        circuit.input("t").insert(out.buffer(), 0, out.size(), time);
      }
    }

    void delete(long key) {
      RowWriter out = new RowWriter();
      out.putInt8(key);
      circuit.input("t").delete(out.buffer(), 0, out.size(), time);
    }

    Events publish() {
      circuit.step();
      circuit.publish(++time);
      return this;
    }

    List<Digest> digests() {
      return List.of(circuit.output("rows").digest(), circuit.output("late").digest());
    }

    WatermarkStatus status() {
      return circuit.input("t").watermark().orElseThrow();
    }

    @Override
    public void close() {
      circuit.close();
      store.close();
    }
  }

  private Events events(Schema schema, Watermark watermark) {
    return new Events(schema, watermark, directory.resolve("c" + circuits++));
  }

  @Test
  void followsTheGreatestTime() {
    try (Events events = events(EVENTS, new Watermark(1, 5, 100, 1, false))) {
      events.put(1, 1000L);
      events.put(2, 995L);
      events.put(3, 994L);
      events.put(4, null);
      events.put(5, 1010L);
      events.put(6, 1004L);
      events.publish();
      assertThat(events.status().watermark()).hasValue(1005);
      assertThat(events.status().lateChanges()).isEqualTo(2);
      assertThat(events.circuit.output("rows").rowCount()).isEqualTo(4);
      assertThat(events.circuit.output("late").rowCount()).isEqualTo(2);
    }
  }

  @Test
  void isNotSilencedByOneRowFromTheFuture() {
    try (Events events = events(EVENTS, new Watermark(1, 0, 100, 3, false))) {
      for (long at : new long[] {10, 12, 11}) {
        events.put(0, at);
      }
      assertThat(events.publish().status().watermark()).hasValue(10);
      events.put(1, 1_000_000L);
      events.put(2, 20L);
      events.put(3, 2_000_000L);
      events.put(4, 2_000_000L);
      events.put(5, 30L);
      WatermarkStatus status = events.publish().status();
      assertThat(status.watermark()).hasValue(30);
      assertThat(status.lateChanges()).isZero();
      assertThat(status.leaps()).isEqualTo(3);
      assertThat(status.lastLeap()).isEqualTo(OptionalLong.of(2_000_000));
      assertThat(events.circuit.output("rows").rowCount()).isEqualTo(8);
    }
  }

  @Test
  void goesOnAfterALongPause() {
    try (Events events = events(EVENTS, new Watermark(1, 0, 100, 3, false))) {
      for (long at : new long[] {10, 10, 10, 5_003, 5_001, 5_002}) {
        events.put(0, at);
      }
      assertThat(events.publish().status().watermark()).hasValue(5_001);
    }
  }

  @Test
  void keepsRowsBehindIt() {
    try (Events events = events(KEYED, new Watermark(1, 0, 100, 1, false))) {
      events.put(1, 10L);
      events.put(2, 20L);
      events.delete(1);
      events.put(1, 30L);
      events.put(2, 30L);
      events.delete(7);
      events.put(2, 31L);
      events.publish();
      assertThat(events.status().lateChanges()).isEqualTo(4);
      assertThat(events.status().watermark()).hasValue(31);
      assertThat(events.circuit.output("rows").rowCount()).isEqualTo(2);
    }
  }

  @Test
  void takesNothingBackFromWhatIsOnlyAddedTo() {
    try (Events events = events(KEYED, new Watermark(1, 0, 100, 1, true))) {
      events.put(1, 10L);
      events.put(1, 11L);
      events.publish();
      assertThat(events.circuit.output("rows").rowCount()).isEqualTo(1);
      assertThat(events.circuit.errors().refusedCount()).isEqualTo(1);
    }
  }

  @Test
  void doesNotDependOnSteps() {
    Random random = Seeds.random("WatermarkTest.steps");
    for (int round = 0; round < 20 * Seeds.factor(); round++) {
      Schema schema = random.nextBoolean() ? EVENTS : KEYED;
      Watermark watermark =
          new Watermark(
              1, random.nextInt(20), 1 + random.nextInt(60), 1 + random.nextInt(3), false);
      long seed = random.nextLong();
      List<List<Digest>> digests = new ArrayList<>();
      List<WatermarkStatus> statuses = new ArrayList<>();
      for (int way = 0; way < 3; way++) {
        try (Events events = events(schema, watermark)) {
          change(events, new Random(seed), random, way);
          digests.add(events.digests());
          statuses.add(events.status());
        }
      }
      assertThat(statuses)
          .as("%s %s %s", schema, watermark, seed)
          .allMatch(statuses.getFirst()::equals);
      assertThat(digests).allMatch(digests.getFirst()::equals);
      assertThat(statuses).allMatch(statuses.getFirst()::equals);
      assertThat(statuses.getFirst().lateChanges()).isPositive();
    }
  }

  /** The same changes in one step, in many, or with restarts in between. */
  private static void change(Events events, Random what, Random steps, int way) {
    for (int i = 0; i < 400; i++) {
      long at = i + what.nextInt(40) - 20L + (what.nextInt(20) == 0 ? 500 : 0);
      if (what.nextInt(6) == 0 && events.schema.keyed()) {
        events.delete(what.nextInt(30));
      } else {
        events.put(what.nextInt(30), what.nextInt(30) == 0 ? null : at);
      }
      if (way > 0 && steps.nextInt(5) == 0) {
        events.circuit.step();
      }
      if (way > 1 && steps.nextInt(40) == 0) {
        events.restart();
      }
    }
    events.publish();
  }
}
