package dev.evert.benchmarks.tpch;

import dev.evert.benchmarks.TemporaryState;
import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.RowCursor;
import dev.evert.dataflow.TableInput;
import dev.evert.spi.row.KeyColumns;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Type;
import dev.evert.sql.CompiledView;
import dev.evert.sql.SqlCompiler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One query over the tables of TPC-H as a maintained view. One thread. */
final class EvertView implements AutoCloseable {
  private static final String VIEW = "view";
  private static final int STEP_ROWS = 20_000;

  private final Map<String, Schema> schemas;
  private final TemporaryState state;
  private final CompiledView view;
  private final Circuit circuit;
  private final RowWriter row = new RowWriter();
  private long time;

  /**
   * Begins a view over empty tables.
   *
   * @param stateBytes what its state may take of the heap before it goes to disk
   */
  EvertView(String query, Map<String, Schema> schemas, long stateBytes) throws IOException {
    this.schemas = schemas;
    state = TemporaryState.open("tpch", stateBytes);
    view = new SqlCompiler().compile(query, schemas);
    CircuitBuilder builder = new CircuitBuilder();
    Map<String, Node> inputs = new LinkedHashMap<>();
    view.inputs().forEach(name -> inputs.put(name, builder.table(name, Tables.of(schemas, name))));
    builder.output(VIEW, view.build(builder, inputs), view.schema());
    circuit = builder.build(state.store());
  }

  /** Takes rows, and steps now and then. */
  void load(Map<String, List<String>> rows) {
    rows.forEach((table, lines) -> {
      for (int i = 0; i < lines.size(); i += STEP_ROWS) {
        put(encode(Map.of(table, lines.subList(i, Math.min(lines.size(), i + STEP_ROWS)))), true);
        circuit.step();
      }
    });
    publish();
  }

  /** Has rows come or go, all at once; returns after how many nanoseconds the view knows. */
  long change(Map<String, List<String>> rows, boolean come) {
    List<Encoded> encoded = encode(rows);
    long start = System.nanoTime();
    put(encoded, come);
    publish();
    return System.nanoTime() - start;
  }

  /** A row with its key. */
  private record Encoded(TableInput table, byte[] key, byte[] row) {}

  private List<Encoded> encode(Map<String, List<String>> rows) {
    List<Encoded> encoded = new ArrayList<>();
    rows.forEach((table, lines) -> {
      if (view.inputs().contains(table)) {
        KeyColumns key = new KeyColumns(Tables.of(schemas, table));
        lines.forEach(line -> encoded.add(encode(table, key, line)));
      }
    });
    return encoded;
  }

  private Encoded encode(String table, KeyColumns columns, String line) {
    List<Type> types = Tables.of(schemas, table).types();
    String[] fields = line.split("\\|", -1);
    row.reset();
    for (int i = 0; i < types.size(); i++) {
      TextFormat.parse(types.get(i), fields[i], row);
    }
    byte[] bytes = row.toBytes();
    row.reset();
    columns.copy(bytes, 0, bytes.length, row);
    return new Encoded(circuit.input(table), row.toBytes(), bytes);
  }

  private void put(List<Encoded> rows, boolean come) {
    for (Encoded one : rows) {
      byte[] key = one.key();
      if (come) {
        byte[] both = new byte[key.length + one.row().length];
        System.arraycopy(key, 0, both, 0, key.length);
        System.arraycopy(one.row(), 0, both, key.length, one.row().length);
        one.table().upsert(both, 0, key.length, key.length, both.length, 0);
      } else {
        one.table().delete(key, 0, key.length, 0);
      }
    }
  }

  private void publish() {
    circuit.step();
    circuit.publish(++time);
  }

  /** The rows as texts, each with how often it is there. */
  Map<List<String>, Long> rows() {
    Map<List<String>, Long> all = new HashMap<>();
    RowReader reader = new RowReader();
    try (RowCursor rows = circuit.output(VIEW).rows()) {
      while (rows.next()) {
        reader.set(rows.rowBytes(), rows.rowFrom(), rows.rowTo());
        all.merge(texts(reader), rows.weight(), Long::sum);
      }
    }
    return all;
  }

  private List<String> texts(RowReader reader) {
    List<String> texts = new ArrayList<>();
    for (Type type : view.schema().types()) {
      StringBuilder field = new StringBuilder();
      if (reader.isPresent()) {
        TextFormat.format(type, reader, field);
      } else {
        reader.skipAbsent();
        field.append(PostgresTables.NULL);
      }
      texts.add(field.toString());
    }
    return texts;
  }

  @Override
  public void close() throws IOException {
    circuit.close();
    state.close();
  }
}
