package dev.evert.benchmarks.nexmark;

import dev.evert.benchmarks.TemporaryState;
import dev.evert.dataflow.ChangeConsumer;
import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.Watermark;
import dev.evert.spi.row.Schema;
import dev.evert.sql.CompiledView;
import dev.evert.sql.SqlCompiler;
import java.io.IOException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One query in Evert: the streams' rows go in, with the columns that it reads, and its changes go
 * to a consumer.
 */
final class EvertRun implements AutoCloseable {
  private static final long DELAY_MICROS = 4_000_000;

  private final TemporaryState state;
  private final CompiledView view;
  private final Circuit circuit;

  /**
   * Begins a query.
   *
   * @param timing how it goes by the time of its events
   * @param stateBytes what its state may take of the heap before it goes to disk
   */
  EvertRun(String sql, Timing timing, long stateBytes, ChangeConsumer consumer) throws IOException {
    CompiledView whole = compile(sql);
    Map<String, BitSet> columns = whole.columns();
    this.view = whole.over(columns);
    this.state = TemporaryState.open("nexmark", stateBytes);
    CircuitBuilder builder = new CircuitBuilder();
    Map<String, Node> inputs = new LinkedHashMap<>();
    for (EventKind kind : EventKind.values()) {
      if (view.inputs().contains(kind.stream())) {
        int[] read = columns.getOrDefault(kind.stream(), new BitSet()).stream().toArray();
        Schema schema = kind.schema().select(read);
        inputs.put(kind.stream(), builder.stream(kind.stream(), schema, watermark(schema, timing)));
      }
    }
    builder.emit("result", view.build(builder, inputs, timing.emission()), consumer);
    this.circuit = builder.build(state.store());
  }

  /** As the tables that Flink is given say it. */
  private static @Nullable Watermark watermark(Schema schema, Timing timing) {
    int time = schema.indexOf("datetime");
    return timing.watermarks() && time >= 0 ? new Watermark(time, DELAY_MICROS) : null;
  }

  static CompiledView compile(String sql) {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    for (EventKind kind : EventKind.values()) {
      schemas.put(kind.stream(), kind.schema());
    }
    return new SqlCompiler().compile(sql, schemas);
  }

  CompiledView view() {
    return view;
  }

  /** Takes all events, so many a step. */
  void run(Events events, int batch) {
    new EventFeed(circuit, view.inputs()).run(events.blocks(), batch);
    circuit.publish(1);
  }

  long errors() {
    return circuit.errors().count();
  }

  Circuit circuit() {
    return circuit;
  }

  @Override
  public void close() throws IOException {
    circuit.close();
    state.close();
  }
}
