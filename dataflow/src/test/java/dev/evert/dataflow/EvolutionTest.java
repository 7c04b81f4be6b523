package dev.evert.dataflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.dataflow.state.StateStore;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables get further columns while a circuit runs. */
final class EvolutionTest {
  private static final Column ID = Column.required("id", Type.Simple.INT8);
  private static final Column NAME = Column.nullable("name", Type.Text.ANY);
  private static final Column SIZE =
      new Column("size", Type.Simple.INT8, true, Rows.encode(Rows.row(5L)));
  private static final Column NOTE = Column.nullable("note", Type.Text.ANY);

  @TempDir private Path directory;

  private static Schema schema(boolean keyed, Column... columns) {
    return new Schema(List.of(columns), keyed ? List.of(0) : List.of());
  }

  private static void upsert(Circuit circuit, @Nullable Object... values) {
    byte[] bytes = Rows.encode(Rows.row(values));
    circuit.input("t").upsert(bytes, 0, 9, 0, bytes.length, 1);
  }

  private static void insert(Circuit circuit, int weight, @Nullable Object... values) {
    byte[] bytes = Rows.encode(Rows.row(values));
    if (weight > 0) {
      circuit.input("t").insert(bytes, 0, bytes.length, 1);
    } else {
      circuit.input("t").retract(bytes, 0, bytes.length, 1);
    }
  }

  private static List<List<@Nullable Object>> rows(RowCursor cursor, Schema schema) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (cursor) {
      while (cursor.next()) {
        rows.add(Rows.decode(schema.types(), cursor.rowBytes(), cursor.rowFrom(), cursor.rowTo()));
      }
    }
    return rows;
  }

  private static Circuit build(StateStore store, Schema schema) {
    CircuitBuilder builder = new CircuitBuilder();
    Node table = builder.table("t", schema);
    builder.output("copy", table, schema);
    builder.output(
        "pairs",
        builder.join(
            table,
            Plans.key(schema, 0),
            table,
            Plans.key(schema, 0),
            JoinKind.INNER,
            null,
            Plans.both(schema, schema),
            "t, t"),
        Plans.both("", schema, schema, true));
    return builder.build(store);
  }

  @Test
  void aKeyedTableKeepsShortRowsAndShowsThemWhole() {
    Schema narrow = schema(true, ID, NAME);
    Schema wide = schema(true, ID, NAME, SIZE, NOTE);
    try (StateStore store = StateStore.open(directory, 1 << 20);
        Circuit circuit = build(store, narrow)) {
      upsert(circuit, 1L, "one");
      upsert(circuit, 2L, "two");
      circuit.step();
      circuit.publish(1);
      circuit.input("t").evolve(wide);
      upsert(circuit, 2L, Rows.Mark.UNCHANGED, 7L, "n");
      upsert(circuit, 3L, "three", null, null);
      circuit.step();
      circuit.publish(2);
      assertThat(rows(circuit.input("t").rows(), wide))
          .containsExactly(
              Rows.row(1L, "one", 5L, null),
              Rows.row(2L, "two", 7L, "n"),
              Rows.row(3L, "three", null, null));
      assertThat(rows(circuit.output("copy").rows(), narrow))
          .containsExactly(Rows.row(1L, "one"), Rows.row(2L, "two"), Rows.row(3L, "three"));
      upsert(circuit, 1L, "uno", 5L, null);
      circuit.step();
      circuit.publish(3);
      assertThat(rows(circuit.output("pairs").rows(), Plans.both("", narrow, narrow, true)))
          .containsExactly(
              Rows.row(1L, "uno", 1L, "uno"),
              Rows.row(2L, "two", 2L, "two"),
              Rows.row(3L, "three", 3L, "three"));
    }
  }

  @Test
  void equalRowsOfAMultisetStayEqual() {
    Schema narrow = schema(false, ID, NAME);
    Schema wide = schema(false, ID, NAME, SIZE);
    try (StateStore store = StateStore.open(directory, 1 << 20);
        Circuit circuit = build(store, narrow)) {
      insert(circuit, 1, 1L, "one");
      insert(circuit, 1, 2L, "two");
      circuit.step();
      circuit.publish(1);
      insert(circuit, 1, 3L, "three");
      circuit.input("t").evolve(wide);
      insert(circuit, -1, 1L, "one", 5L);
      insert(circuit, -1, 3L, "three", 5L);
      insert(circuit, 1, 2L, "two", 5L);
      insert(circuit, -1, 2L, "two", 6L);
      circuit.step();
      circuit.publish(2);
      assertThat(circuit.errors().refusedCount()).isEqualTo(1);
      assertThat(rows(circuit.input("t").rows(), wide)).containsExactly(Rows.row(2L, "two", 5L));
      assertThat(circuit.output("copy").rowCount()).isEqualTo(2);
      assertThat(rows(circuit.output("copy").rows(), narrow)).containsExactly(Rows.row(2L, "two"));
    }
  }

  @Test
  void onlyFurtherColumnsAreTaken() {
    Schema narrow = schema(true, ID, NAME);
    try (StateStore store = StateStore.open(directory, 1 << 20);
        Circuit circuit = build(store, narrow)) {
      TableInput input = circuit.input("t");
      assertThatThrownBy(() -> input.evolve(schema(true, ID)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> input.evolve(schema(true, ID, SIZE, NAME)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> input.evolve(schema(false, ID, NAME, SIZE)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
