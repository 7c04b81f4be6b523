package dev.evert.benchmarks.recursion;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Closures of graphs, and what can be reached in one, as maintained views: single edges come and
 * go; beside how long PostgreSQL takes to compute the same once.
 *
 * <p>Arguments: how many changes of a closure to measure; how many of a random graph; how many
 * edges that graph has.
 */
public final class RecursionBenchmark {
  private static final String CLOSURE =
      "with recursive reach as (select a, b from edge"
          + " union select r.a, e.b from reach r join edge e on e.a = r.b)"
          + " select a, b from reach";
  private static final String REACHABLE =
      "with recursive reach (node) as (select 0"
          + " union select e.b from reach r join edge e on e.a = r.node)"
          + " select node from reach";
  private static final int EDGES_PER_NODE = 4;

  private RecursionBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) throws IOException, SQLException {
    int closures = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
    int changes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
    int edges = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000_000;
    closure("a path of 800 nodes", path(800), closures);
    closure("a tree of 3 children a node", tree(35_000, 3), closures);
    reachable(edges, changes);
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

  private static void closure(String graph, List<int[]> edges, int changes)
      throws IOException, SQLException {
    double postgres;
    try (EdgeServer server = new EdgeServer(edges)) {
      postgres = server.millis(CLOSURE);
    }
    try (GraphView view = new GraphView(CLOSURE)) {
      double seconds = view.load(edges) / 1e9;
      System.out.printf(
          "%s: %,d edges, %,d pairs in %.2f s; PostgreSQL %.0f ms each time%n",
          graph, edges.size(), view.rowCount(), seconds, postgres);
      int last = edges.size() - 1;
      measure(view, edges, "the last edge out, and in again", last, changes, postgres);
      int any = Math.max(2, changes / 50);
      measure(view, edges, "any edge out, and in again", -1, any, postgres);
    }
  }

  /**
   * Takes an edge out and puts it in again.
   *
   * @param which of the edges, or -1 for another one each time
   * @param changes how many
   */
  private static void measure(
      GraphView view, List<int[]> edges, String what, int which, int changes, double postgres) {
    SplittableRandom random = new SplittableRandom(1);
    long[] nanos = new long[changes];
    long rows = view.rowCount();
    long changed = 0;
    for (int i = 0; i < changes; i += 2) {
      int[] edge = edges.get(which < 0 ? random.nextInt(edges.size()) : which);
      nanos[i] = view.change(edge, false);
      changed += Math.abs(view.rowCount() - rows);
      nanos[i + 1] = view.change(edge, true);
    }
    print(what, 2.0 * changed / changes, nanos, postgres);
  }

  private static void print(String what, double rows, long[] nanos, double postgres) {
    Arrays.sort(nanos);
    int n = nanos.length;
    System.out.printf(
        "  %-34s %,10.2f rows a change  p50 %8.3f  p99 %8.3f  max %8.3f ms  PostgreSQL/p50 %,.0f%n",
        what,
        rows,
        nanos[n / 2] / 1e6,
        nanos[(int) (n * 99L / 100)] / 1e6,
        nanos[n - 1] / 1e6,
        postgres * 1e6 / nanos[n / 2]);
  }

  /** What one node reaches in a random graph, while random edges come and go. */
  private static void reachable(int edgeCount, int changes) throws IOException, SQLException {
    int nodes = edgeCount / EDGES_PER_NODE;
    SplittableRandom random = new SplittableRandom(2);
    List<int[]> edges = new ArrayList<>();
    for (int i = 0; i < edgeCount; i++) {
      edges.add(new int[] {random.nextInt(nodes), random.nextInt(nodes)});
    }
    double postgres;
    try (EdgeServer server = new EdgeServer(edges)) {
      postgres = server.millis(REACHABLE);
    }
    try (GraphView view = new GraphView(REACHABLE)) {
      double seconds = view.load(edges) / 1e9;
      System.out.printf(
          "a random graph: %,d nodes, %,d edges, %,d reached in %.2f s; PostgreSQL %.0f ms%n",
          nodes, edgeCount, view.rowCount(), seconds, postgres);
      random(view, edges, nodes, random, changes, postgres);
      check(view, edges, nodes);
    }
  }

  private static void random(
      GraphView view,
      List<int[]> edges,
      int nodes,
      SplittableRandom random,
      int changes,
      double postgres) {
    long[] nanos = new long[changes];
    long rows = view.rowCount();
    long changed = 0;
    for (int i = 0; i < changes; i++) {
      if (random.nextBoolean()) {
        int[] edge = {random.nextInt(nodes), random.nextInt(nodes)};
        edges.add(edge);
        nanos[i] = view.change(edge, true);
      } else {
        int at = random.nextInt(edges.size());
        int[] last = edges.removeLast();
        int[] edge = at == edges.size() ? last : edges.set(at, last);
        nanos[i] = view.change(edge, false);
      }
      changed += Math.abs(view.rowCount() - rows);
      rows = view.rowCount();
    }
    print("any edge in or out", (double) changed / changes, nanos, postgres);
  }

  /** Compares the view with a search from scratch. */
  private static void check(GraphView view, List<int[]> edges, int nodes) {
    List<List<Integer>> next = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      next.add(new ArrayList<>());
    }
    edges.forEach(edge -> next.get(edge[0]).add(edge[1]));
    BitSet reached = new BitSet();
    List<Integer> open = new ArrayList<>(List.of(0));
    reached.set(0);
    while (!open.isEmpty()) {
      for (int node : next.get(open.removeLast())) {
        if (!reached.get(node)) {
          reached.set(node);
          open.add(node);
        }
      }
    }
    BitSet seen = new BitSet();
    view.forEach(seen::set);
    if (!seen.equals(reached) || view.rowCount() != reached.cardinality()) {
      throw new IllegalStateException("the view is not what a search finds");
    }
  }
}
