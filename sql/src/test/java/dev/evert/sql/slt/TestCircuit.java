package dev.evert.sql.slt;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.RowCursor;
import dev.evert.dataflow.RowError;
import dev.evert.dataflow.TableInput;
import dev.evert.dataflow.state.StateStore;
import dev.evert.spi.row.KeyColumns;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.sql.CompiledView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A circuit that keeps views over tables, which are changed row by row. */
final class TestCircuit implements AutoCloseable {
  private static final long MEMORY_BYTES = 64 << 20;

  private final Map<String, Schema> tables;
  private final Map<String, List<byte[]>> before = new HashMap<>();
  private final Random random;
  private final Path directory;
  private final StateStore store;
  private final Circuit circuit;
  private long time;

  /** Views by name, each over the tables and the views before it. */
  TestCircuit(Map<String, Schema> tables, Map<String, CompiledView> views, Random random)
      throws IOException {
    this.tables = Map.copyOf(tables);
    this.random = random;
    CircuitBuilder builder = new CircuitBuilder();
    Map<String, Node> nodes = new LinkedHashMap<>();
    tables.forEach((name, schema) -> nodes.put(name, builder.table(name, schema)));
    views.forEach((name, view) -> {
      Node node = view.build(builder, nodes);
      nodes.put(name, node);
      builder.output(name, node, view.schema());
    });
    directory = Files.createTempDirectory("evert-sql");
    store = StateStore.open(directory, MEMORY_BYTES);
    circuit = builder.build(store);
    circuit.step();
    circuit.publish(++time);
  }

  /** Changes the tables to hold these rows, a few changes a step, in one epoch. */
  void change(Map<String, List<byte[]>> now) {
    for (Map.Entry<String, List<byte[]>> table : now.entrySet()) {
      change(table.getKey(), table.getValue());
    }
    circuit.step();
    circuit.publish(++time);
  }

  private void change(String table, List<byte[]> now) {
    Schema schema = tables.get(table);
    if (schema == null) {
      return;
    }
    TreeMap<byte[], Integer> difference = new TreeMap<>(Arrays::compareUnsigned);
    before.getOrDefault(table, List.of()).forEach(row -> difference.merge(row, -1, Integer::sum));
    now.forEach(row -> difference.merge(row, 1, Integer::sum));
    before.put(table, now);
    TableInput input = circuit.input(table);
    for (boolean gone : new boolean[] {true, false}) {
      difference.forEach((row, count) -> {
        for (int i = 0; i < Math.abs(count); i++) {
          if (count < 0 == gone) {
            put(input, schema, row, gone);
          }
        }
      });
    }
  }

  private void put(TableInput input, Schema schema, byte[] row, boolean gone) {
    RowWriter out = new RowWriter();
    if (schema.keyed()) {
      new KeyColumns(schema).copy(row, 0, row.length, out);
    }
    int keyEnd = out.size();
    out.putEncoded(row, 0, row.length);
    byte[] bytes = out.toBytes();
    if (!schema.keyed() && gone) {
      input.retract(bytes, 0, bytes.length, time);
    } else if (!schema.keyed()) {
      input.insert(bytes, 0, bytes.length, time);
    } else if (gone) {
      input.delete(bytes, 0, keyEnd, time);
    } else {
      input.upsert(bytes, 0, keyEnd, keyEnd, bytes.length, time);
    }
    if (random.nextInt(3) == 0) {
      circuit.step();
    }
  }

  /** The time is this now, in microseconds since 2000-01-01. */
  void advanceTo(long micros) {
    circuit.advanceTo(micros);
    circuit.step();
    circuit.publish(++time);
  }

  /** The rows of a view, each as often as it is there. */
  List<byte[]> rows(String view) {
    List<byte[]> rows = new ArrayList<>();
    try (RowCursor cursor = circuit.output(view).rows()) {
      while (cursor.next()) {
        for (long i = 0; i < cursor.weight(); i++) {
          rows.add(Arrays.copyOfRange(cursor.rowBytes(), cursor.rowFrom(), cursor.rowTo()));
        }
      }
    }
    return rows;
  }

  /** The rows that could not be evaluated. */
  List<RowError> errors() {
    List<RowError> errors = new ArrayList<>();
    circuit.errors().forEach(1000, errors::add);
    return errors;
  }

  @Override
  public void close() throws IOException {
    circuit.close();
    store.close();
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
