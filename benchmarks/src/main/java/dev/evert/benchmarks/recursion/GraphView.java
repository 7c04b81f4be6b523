package dev.evert.benchmarks.recursion;

import dev.evert.benchmarks.TemporaryState;
import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.RowCursor;
import dev.evert.dataflow.TableInput;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.sql.CompiledView;
import dev.evert.sql.SqlCompiler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** A view over the edges of a graph, table {@code edge (a, b)}, that follows their changes. */
final class GraphView implements AutoCloseable {
  private static final Schema EDGES =
      new Schema(
          List.of(Column.required("a", Type.Simple.INT4), Column.required("b", Type.Simple.INT4)),
          List.of());
  private static final String VIEW = "view";
  private static final long STORE_BYTES = 1L << 30;

  private final TemporaryState state;
  private final Circuit circuit;
  private final RowWriter row = new RowWriter();
  private long time;

  GraphView(String query) throws IOException {
    state = TemporaryState.open("recursion", STORE_BYTES);
    CompiledView view = new SqlCompiler().compile(query, Map.of("edge", EDGES));
    CircuitBuilder builder = new CircuitBuilder();
    Node node = view.build(builder, Map.of("edge", builder.table("edge", EDGES)));
    builder.output(VIEW, node, view.schema());
    circuit = builder.build(state.store());
  }

  /** Has edges come, all at once; returns after how many nanoseconds the view knows. */
  long load(List<int[]> edges) {
    long start = System.nanoTime();
    edges.forEach(edge -> put(edge, true));
    publish();
    return System.nanoTime() - start;
  }

  /** Has an edge come or go; returns after how many nanoseconds the view knows. */
  long change(int[] edge, boolean comes) {
    long start = System.nanoTime();
    put(edge, comes);
    publish();
    return System.nanoTime() - start;
  }

  private void put(int[] edge, boolean comes) {
    row.reset().putInt4(edge[0]);
    row.putInt4(edge[1]);
    TableInput input = circuit.input("edge");
    if (comes) {
      input.insert(row.buffer(), 0, row.size(), 0);
    } else {
      input.retract(row.buffer(), 0, row.size(), 0);
    }
  }

  private void publish() {
    circuit.step();
    circuit.publish(++time);
  }

  long rowCount() {
    return circuit.output(VIEW).rowCount();
  }

  /** Visits the first column of each row. */
  void forEach(IntConsumer visitor) {
    RowReader reader = new RowReader();
    try (RowCursor rows = circuit.output(VIEW).rows()) {
      while (rows.next()) {
        visitor.accept(reader.set(rows.rowBytes(), rows.rowFrom(), rows.rowTo()).readInt4());
      }
    }
  }

  @Override
  public void close() throws IOException {
    circuit.close();
    state.close();
  }
}
