package dev.evert.dataflow;

import static dev.evert.dataflow.Plans.A;
import static dev.evert.dataflow.Plans.INT8;
import static dev.evert.dataflow.Plans.TABLES;
import static dev.evert.dataflow.Plans.key;
import static dev.evert.dataflow.Plans.model;
import static dev.evert.dataflow.Plans.node;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recursions over a graph that changes, against recomputation from scratch. */
final class RecursionTest {
  private static final Schema EDGES = Plans.schema(false, "from", INT8, "to", INT8);
  private static final Schema PATHS = Plans.schema(false, "from", INT8, "to", INT8, "length", INT8);
  private static final int MAX_LENGTH = 4;
  private static final Iterations LIMIT = new Iterations(1000, false, false);

  @TempDir private Path directory;

  private void run(String name, int changes, Plan... plans) {
    Random random = Seeds.random("RecursionTest." + name);
    for (int round = 0; round < 3 * Seeds.factor(); round++) {
      Harness harness =
          new Harness(directory.resolve(name + round), TABLES, List.of(plans), random);
      new RandomChanges(harness, random).run(changes);
      harness.close();
    }
  }

  @Test
  void closures() {
    run("closures", 400, closure("linear", false), closure("squared", true));
  }

  @Test
  void pathsOfLimitedLength() {
    run("paths", 400, paths());
  }

  @Test
  void mutual() {
    run("mutual", 400, parity());
  }

  @Test
  void shortestPaths() {
    run("shortest", 200, shortest());
  }

  /** The edges of table a: those of which both ends are known. */
  private static Node edges(CircuitBuilder builder, Map<String, Node> tables) {
    Node known =
        builder.filter(
            node(tables, "a"),
            Plans.predicate(A, row -> row.get(1) != null && row.get(2) != null),
            "known");
    return builder.map(
        known, Plans.function(A, row -> Rows.row(row.get(1), row.get(2))), "from, to");
  }

  private static Model edges(Map<String, Model> tables) {
    Model edges = new Model();
    model(tables, "a")
        .forEach((row, weight) -> {
          if (row.get(1) != null && row.get(2) != null) {
            edges.add(Rows.row(row.get(1), row.get(2)), weight);
          }
        });
    return edges;
  }

  /** From the first row's start to the second one's end. */
  private static PairFunction through(Schema left, Schema right) {
    return (l, lf, lt, r, rf, rt, out) -> {
      List<@Nullable Object> first = Rows.decode(left.types(), l, lf, lt);
      List<@Nullable Object> second = Rows.decode(right.types(), r, rf, rt);
      Rows.put(out, first.get(0));
      Rows.put(out, second.get(1));
    };
  }

  private static Plan closure(String name, boolean squared) {
    return new Plans.Simple(
        name,
        EDGES,
        (builder, tables) -> {
          Node edges = edges(builder, tables);
          Node reached = builder.variable(name, 0);
          Node next =
              builder.join(
                  reached,
                  key(EDGES, 1),
                  squared ? reached : edges,
                  key(EDGES, 0),
                  JoinKind.INNER,
                  null,
                  through(EDGES, EDGES),
                  "step");
          Node all = builder.distinct(builder.union(List.of(edges, next), "all"), "");
          return builder.recursion(name, List.of(all), 0, LIMIT, name);
        },
        tables -> closureOf(edges(tables)));
  }

  private static Model closureOf(Model edges) {
    Model reached = new Model();
    edges.rows().keySet().forEach(reached::add);
    boolean grows = true;
    while (grows) {
      grows = false;
      for (List<@Nullable Object> pair : List.copyOf(reached.rows().keySet())) {
        for (List<@Nullable Object> edge : edges.rows().keySet()) {
          List<@Nullable Object> next = Rows.row(pair.get(0), edge.get(1));
          if (Objects.equals(edge.get(0), pair.get(1)) && reached.count(next) == 0) {
            reached.add(next);
            grows = true;
          }
        }
      }
    }
    return reached;
  }

  /** All paths up to a length, each as often as it is there. */
  private static Plan paths() {
    return new Plans.Simple(
        "paths",
        PATHS,
        (builder, tables) -> {
          Node edges = edges(builder, tables);
          Node first =
              builder.map(
                  edges,
                  Plans.function(EDGES, row -> Rows.row(row.get(0), row.get(1), 1L)),
                  "length 1");
          Node shorter =
              builder.filter(
                  builder.variable("paths", 0),
                  Plans.predicate(PATHS, row -> (Long) row.get(2) < MAX_LENGTH),
                  "shorter");
          Node longer =
              builder.join(
                  edges,
                  key(EDGES, 1),
                  shorter,
                  key(PATHS, 0),
                  JoinKind.INNER,
                  null,
                  RecursionTest::longer,
                  "longer");
          Node all = builder.union(List.of(first, longer), "all");
          return builder.recursion("paths", List.of(all), 0, LIMIT, "paths");
        },
        tables -> pathsOf(edges(tables)));
  }

  /** The length of the shortest path between nodes: an aggregate of what it gave before. */
  private static Plan shortest() {
    return new Plans.Simple(
        "shortest",
        PATHS,
        (builder, tables) -> {
          Node edges = edges(builder, tables);
          Node first =
              builder.map(
                  edges,
                  Plans.function(EDGES, row -> Rows.row(row.get(0), row.get(1), 1L)),
                  "length 1");
          Node longer =
              builder.join(
                  edges,
                  key(EDGES, 1),
                  builder.variable("shortest", 0),
                  key(PATHS, 0),
                  JoinKind.INNER,
                  null,
                  RecursionTest::longer,
                  "longer");
          Node least =
              builder.aggregate(
                  builder.union(List.of(first, longer), "all"),
                  Plans.function(PATHS, row -> Rows.row(row.get(0), row.get(1))),
                  Plans.function(PATHS, row -> Rows.row(row.get(2))),
                  AggregateCall.each(List.of(new AggregateFunction.Min(INT8))),
                  false,
                  "least length");
          return builder.recursion("shortest", List.of(least), 0, LIMIT, "shortest");
        },
        tables -> shortestOf(edges(tables)));
  }

  private static Model shortestOf(Model edges) {
    Map<List<@Nullable Object>, Long> lengths = new HashMap<>();
    edges.rows().keySet().forEach(edge -> lengths.put(edge, 1L));
    boolean grows = true;
    while (grows) {
      grows = false;
      for (var path : Map.copyOf(lengths).entrySet()) {
        for (List<@Nullable Object> edge : edges.rows().keySet()) {
          List<@Nullable Object> ends = Rows.row(edge.get(0), path.getKey().get(1));
          long length = path.getValue() + 1;
          boolean meets = Objects.equals(edge.get(1), path.getKey().get(0));
          if (meets && length < lengths.getOrDefault(ends, Long.MAX_VALUE)) {
            lengths.put(ends, length);
            grows = true;
          }
        }
      }
    }
    Model all = new Model();
    lengths.forEach((ends, length) -> all.add(Rows.row(ends.get(0), ends.get(1), length)));
    return all;
  }

  private static void longer(byte[] l, int lf, int lt, byte[] r, int rf, int rt, RowWriter out) {
    long from = new RowReader().set(l, lf, lt).readInt8();
    List<@Nullable Object> path = Rows.decode(PATHS.types(), r, rf, rt);
    Rows.put(out, from);
    Rows.put(out, path.get(1));
    Rows.put(out, (Long) path.get(2) + 1);
  }

  private static Model pathsOf(Model edges) {
    Model all = new Model();
    Model last = new Model();
    edges.forEach((edge, weight) -> last.add(Rows.row(edge.get(0), edge.get(1), 1L), weight));
    for (long length = 1; length <= MAX_LENGTH; length++) {
      last.forEach(all::add);
      Model next = new Model();
      for (Map.Entry<List<@Nullable Object>, Long> path : last.rows().entrySet()) {
        long longer = length + 1;
        edges.forEach((edge, weight) -> {
          if (Objects.equals(edge.get(1), path.getKey().get(0))) {
            next.add(Rows.row(edge.get(0), path.getKey().get(1), longer), weight * path.getValue());
          }
        });
      }
      last.rows().clear();
      next.forEach(last::add);
    }
    return all;
  }

  /** Pairs that a walk of odd length joins, through those that a walk of even length joins. */
  private static Plan parity() {
    return new Plans.Simple(
        "odd",
        EDGES,
        (builder, tables) -> {
          Node edges = edges(builder, tables);
          Node even = builder.variable("parity", 0);
          Node odd = builder.variable("parity", 1);
          return builder.recursion(
              "parity",
              List.of(
                  builder.distinct(step(builder, odd, edges, "even"), ""),
                  builder.distinct(
                      builder.union(
                          List.of(edges, step(builder, even, edges, "odd")), "first or more"),
                      "")),
              1,
              LIMIT,
              "parity");
        },
        tables -> oddOf(edges(tables)));
  }

  private static Node step(CircuitBuilder builder, Node before, Node edges, String detail) {
    return builder.join(
        before,
        key(EDGES, 1),
        edges,
        key(EDGES, 0),
        JoinKind.INNER,
        null,
        through(EDGES, EDGES),
        detail);
  }

  private static Model oddOf(Model edges) {
    Model odd = new Model();
    Model even = new Model();
    edges.rows().keySet().forEach(odd::add);
    boolean grows = true;
    while (grows) {
      grows = stepped(odd, edges, even);
      grows |= stepped(even, edges, odd);
    }
    return odd;
  }

  private static boolean stepped(Model from, Model edges, Model to) {
    boolean grows = false;
    for (List<@Nullable Object> pair : List.copyOf(from.rows().keySet())) {
      for (List<@Nullable Object> edge : edges.rows().keySet()) {
        List<@Nullable Object> next = Rows.row(pair.get(0), edge.get(1));
        if (Objects.equals(edge.get(0), pair.get(1)) && to.count(next) == 0) {
          to.add(next);
          grows = true;
        }
      }
    }
    return grows;
  }
}
