package dev.evert.benchmarks.recursion;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.TableInput;
import dev.evert.dataflow.state.StateStore;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.sql.CompiledView;
import dev.evert.sql.SqlCompiler;
import dev.evert.testing.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Closures of graphs as maintained views: one edge comes, the same edge goes, again and again; and
 * how long PostgreSQL takes to compute the closure once.
 *
 * <p>Arguments: how many changes to measure.
 */
public final class RecursionBenchmark {
  private static final String CLOSURE =
      "with recursive reach as (select a, b from edge"
          + " union select r.a, e.b from reach r join edge e on e.a = r.b)"
          + " select a, b from reach";
  private static final Schema EDGES =
      new Schema(
          List.of(Column.required("a", Type.Simple.INT4), Column.required("b", Type.Simple.INT4)),
          List.of());
  private static final long STORE_BYTES = 1L << 30;

  private final int changes;

  private RecursionBenchmark(int changes) {
    this.changes = changes;
  }

  /** Runs the benchmark. */
  public static void main(String[] arguments) throws IOException, SQLException {
    int changes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
    RecursionBenchmark benchmark = new RecursionBenchmark(changes);
    benchmark.run("a path of 800 nodes", path(800));
    benchmark.run("a tree of 3 children a node", tree(35_000, 3));
  }

  /** An edge from each node to the next. */
  private static List<int[]> path(int nodes) {
    List<int[]> edges = new ArrayList<>();
    for (int i = 1; i < nodes; i++) {
      edges.add(new int[] {i, i + 1});
    }
    return edges;
  }

  /** An edge from each node's parent. */
  private static List<int[]> tree(int nodes, int children) {
    List<int[]> edges = new ArrayList<>();
    for (int i = 1; i < nodes; i++) {
      edges.add(new int[] {(i - 1) / children, i});
    }
    return edges;
  }

  private void run(String graph, List<int[]> edges) throws IOException, SQLException {
    Path directory = Files.createTempDirectory("recursion");
    try (StateStore store = StateStore.open(directory, STORE_BYTES);
        Circuit circuit = circuit(store)) {
      long start = System.nanoTime();
      edges.forEach(edge -> put(circuit, edge, true));
      circuit.step();
      circuit.publish(1);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "%s: %,d edges, %,d pairs in %.2f s; PostgreSQL %.0f ms each time%n",
          graph, edges.size(), circuit.output("reach").rowCount(), seconds, postgres(edges));
      measure(circuit, edges, "the last edge out, and in again", edges.size() - 1, changes);
      measure(circuit, edges, "any edge out, and in again", -1, Math.max(2, changes / 50));
    }
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Circuit circuit(StateStore store) {
    CompiledView view = new SqlCompiler().compile(CLOSURE, Map.of("edge", EDGES));
    CircuitBuilder builder = new CircuitBuilder();
    Node node = view.build(builder, Map.of("edge", builder.table("edge", EDGES)));
    builder.output("reach", node, view.schema());
    return builder.build(store);
  }

  /**
   * Takes an edge out and puts it in again.
   *
   * @param which of the edges, or -1 for another one each time
   * @param changes how many
   */
  private static void measure(
      Circuit circuit, List<int[]> edges, String what, int which, int changes) {
    SplittableRandom random = new SplittableRandom(1);
    long[] nanos = new long[changes];
    long time = 1 + circuit.output("reach").time();
    long pairs = circuit.output("reach").rowCount();
    long changed = 0;
    for (int i = 0; i < changes; i += 2) {
      int[] edge = edges.get(which < 0 ? random.nextInt(edges.size()) : which);
      nanos[i] = change(circuit, edge, false, time++);
      changed += Math.abs(circuit.output("reach").rowCount() - pairs);
      nanos[i + 1] = change(circuit, edge, true, time++);
    }
    Arrays.sort(nanos);
    System.out.printf(
        "  %-42s %,8d pairs a change   p50 %8.3f ms   p99 %8.3f ms%n",
        what, 2 * changed / changes, nanos[changes / 2] / 1e6, nanos[changes * 99 / 100] / 1e6);
  }

  private static long change(Circuit circuit, int[] edge, boolean comes, long time) {
    long start = System.nanoTime();
    put(circuit, edge, comes);
    circuit.step();
    circuit.publish(time);
    return System.nanoTime() - start;
  }

  private static void put(Circuit circuit, int[] edge, boolean comes) {
    RowWriter row = new RowWriter();
    row.putInt4(edge[0]);
    row.putInt4(edge[1]);
    TableInput input = circuit.input("edge");
    if (comes) {
      input.insert(row.buffer(), 0, row.size(), 0);
    } else {
      input.retract(row.buffer(), 0, row.size(), 0);
    }
  }

  /** How long PostgreSQL takes for the closure, in milliseconds: the best of three. */
  private static double postgres(List<int[]> edges) throws SQLException, IOException {
    try (PostgresServer server = PostgresServer.start()) {
      String database = server.createDatabase();
      StringBuilder values = new StringBuilder("insert into edge values ");
      for (int[] edge : edges) {
        values.append(values.charAt(values.length() - 1) == ' ' ? "" : ",");
        values.append('(').append(edge[0]).append(',').append(edge[1]).append(')');
      }
      server.execute(
          database, "create table edge (a int, b int)", values.toString(), "analyze edge");
      double best = Double.MAX_VALUE;
      for (int i = 0; i < 3; i++) {
        long start = System.nanoTime();
        server.execute(database, "create temp table c" + i + " as " + CLOSURE);
        best = Math.min(best, (System.nanoTime() - start) / 1e6);
      }
      return best;
    }
  }
}
