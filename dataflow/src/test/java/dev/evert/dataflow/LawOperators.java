package dev.evert.dataflow;

import static dev.evert.dataflow.Plans.INT8;
import static dev.evert.dataflow.Plans.key;
import static dev.evert.dataflow.Plans.node;

import dev.evert.dataflow.aggregate.EntryField;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Each kind of operator, over the tables l and r, with the law that it obeys. */
final class LawOperators {
  /** Pairs of numbers. */
  static final Schema PAIRS = Plans.schema(false, "k", INT8, "v", INT8);

  private static final Schema ONE = Plans.schema(false, "k", INT8);
  private static final Schema THREE = Plans.schema(false, "k", INT8, "v", INT8, "x", INT8);
  private static final Schema FOUR = Plans.both("", PAIRS, PAIRS, false);
  private static final Iterations LIMIT = new Iterations(100, false, false);

  private LawOperators() {}

  /** What is true of an operator, beyond what is true of all. */
  enum Law {
    /** The result of a sum is the sum of the results. */
    LINEAR,
    /** The same of each of two inputs. */
    BILINEAR,
    /** Nothing more. */
    NONE
  }

  /** An operator; it is built over the nodes of tables. */
  record Case(
      String name,
      Law law,
      Schema schema,
      BiFunction<CircuitBuilder, Map<String, Node>, Node> build) {}

  static List<Case> all() {
    List<Case> all = new ArrayList<>();
    linear(all);
    joins(all);
    groups(all);
    sets(all);
    orders(all);
    recursions(all);
    all.addAll(LawTimes.all());
    return all;
  }

  private static void linear(List<Case> all) {
    all.add(
        new Case(
            "filter",
            Law.LINEAR,
            PAIRS,
            (b, t) -> b.filter(node(t, "l"), Plans.predicate(PAIRS, LawOperators::isOdd), "odd")));
    all.add(new Case("map", Law.LINEAR, ONE, (b, t) -> b.map(node(t, "l"), first(), "k")));
    all.add(
        new Case("flat map", Law.LINEAR, ONE, (b, t) -> b.flatMap(node(t, "l"), times(), "times")));
    all.add(
        new Case(
            "union",
            Law.LINEAR,
            PAIRS,
            (b, t) -> b.union(List.of(node(t, "l"), node(t, "l")), "twice")));
  }

  private static boolean isOdd(List<@Nullable Object> row) {
    return row.getFirst() instanceof Long k && k % 2 == 1;
  }

  private static RowFunction first() {
    return Plans.function(PAIRS, row -> Rows.row(row.getFirst()));
  }

  /** The first number as often as the second one says, which must not be 3. */
  private static RowsFunction times() {
    return (bytes, from, to, out) -> {
      List<@Nullable Object> row = Rows.decode(PAIRS.types(), bytes, from, to);
      long times = row.get(1) instanceof Long v ? v : 0;
      if (times == 3) {
        throw Plans.failure();
      }
      for (int i = 0; i < times; i++) {
        Rows.put(out.writer(), row.getFirst());
        out.end();
      }
    };
  }

  private static void joins(List<Case> all) {
    for (JoinKind kind : JoinKind.values()) {
      for (boolean residual : new boolean[] {false, true}) {
        Law law = kind == JoinKind.INNER ? Law.BILINEAR : Law.NONE;
        Schema schema = kind.isMatch() ? PAIRS : FOUR;
        all.add(
            new Case(
                kind + (residual ? " with a condition" : ""),
                law,
                schema,
                (b, t) ->
                    b.join(
                        node(t, "l"),
                        key(PAIRS, 0),
                        node(t, "r"),
                        key(PAIRS, 0),
                        kind,
                        residual ? Plans.pairs(PAIRS, PAIRS, LawOperators::fits) : null,
                        kind.isMatch() ? LawOperators::left : Plans.both(PAIRS, PAIRS),
                        kind + " " + residual)));
      }
    }
  }

  /** Fails for some pairs. */
  private static boolean fits(List<@Nullable Object> l, List<@Nullable Object> r) {
    if (Objects.equals(l.get(1), 4L) && Objects.equals(r.get(1), 4L)) {
      throw Plans.failure();
    }
    return l.get(1) instanceof Long v && r.get(1) instanceof Long w && v < w + 1;
  }

  private static void left(
      byte[] l, int lFrom, int lTo, byte[] r, int rFrom, int rTo, RowWriter out) {
    out.putEncoded(l, lFrom, lTo - lFrom);
  }

  private static void groups(List<Case> all) {
    all.add(new Case("distinct", Law.NONE, PAIRS, (b, t) -> b.distinct(node(t, "l"), "")));
    for (boolean global : new boolean[] {false, true}) {
      all.add(
          new Case(
              "aggregate" + (global ? " of all" : ""),
              Law.NONE,
              global ? ONE : PAIRS,
              (b, t) -> aggregate(b, node(t, "l"), new AggregateFunction.Max(INT8), global)));
    }
    all.add(
        new Case(
            "aggregate of different values",
            Law.NONE,
            Plans.schema(false, "k", INT8, "sum", Type.Numeric.ANY),
            (b, t) ->
                aggregate(
                    b,
                    node(t, "l"),
                    new AggregateFunction.Distinct(new AggregateFunction.Sum(INT8)),
                    false)));
  }

  /** A value, as an entry that it is told apart by. */
  private static void entry(byte[] bytes, int from, int to, RowWriter out) {
    Object value = Rows.decode(PAIRS.types(), bytes, from, to).get(1);
    if (value == null) {
      out.putNull();
      return;
    }
    int place = EntryField.begin(out);
    Rows.put(out, value);
    EntryField.endKey(out, place);
    EntryField.end(out, place);
  }

  private static Node aggregate(
      CircuitBuilder b, Node input, AggregateFunction function, boolean global) {
    return b.aggregate(
        input,
        global ? (_, _, _, _) -> {} : first(),
        function instanceof AggregateFunction.Distinct
            ? LawOperators::entry
            : Plans.function(PAIRS, row -> Rows.row(row.get(1))),
        AggregateCall.each(List.of(function)),
        global,
        function + " " + global);
  }

  private static void sets(List<Case> all) {
    for (SetKind kind : SetKind.values()) {
      all.add(
          new Case(
              kind.name(),
              Law.NONE,
              PAIRS,
              (b, t) ->
                  b.setOperation(
                      node(t, "l"),
                      node(t, "r"),
                      Plans.function(PAIRS, row -> row),
                      kind,
                      kind.name())));
    }
  }

  private static void orders(List<Case> all) {
    all.add(
        new Case("top", Law.NONE, PAIRS, (b, t) -> b.top(node(t, "l"), byValue(), 1, 4, "top")));
    for (Node.Top.Extent extent : Node.Top.Extent.values()) {
      all.add(
          new Case(
              "top " + extent + " of parts",
              Law.NONE,
              PAIRS,
              (b, t) -> b.top(node(t, "l"), first(), byValue(), 0, 2, extent, "top " + extent)));
    }
    all.add(
        new Case(
            "window",
            Law.NONE,
            THREE,
            (b, t) ->
                b.window(
                    node(t, "l"),
                    first(),
                    byValue(),
                    (_, _, _, _) -> {},
                    List.of(),
                    List.of(new WindowFunction.Rank(true)),
                    "rank")));
  }

  private static RowFunction byValue() {
    return Plans.function(PAIRS, row -> Rows.row(row.get(1)));
  }

  private static void recursions(List<Case> all) {
    all.add(
        new Case(
            "closure",
            Law.NONE,
            PAIRS,
            (b, t) -> {
              Node next = through(b, b.variable("c", 0), node(t, "r"));
              Node rows = b.distinct(b.union(List.of(node(t, "l"), next), ""), "");
              return b.recursion("c", List.of(rows), 0, LIMIT, "closure");
            }));
    all.add(
        new Case(
            "least",
            Law.NONE,
            PAIRS,
            (b, t) -> {
              Node next = through(b, b.variable("m", 0), node(t, "r"));
              Node rows = b.union(List.of(node(t, "l"), next), "");
              Node least = aggregate(b, rows, new AggregateFunction.Min(INT8), false);
              return b.recursion("m", List.of(least), 0, LIMIT, "least");
            }));
    all.add(
        new Case(
            "walks of three steps",
            Law.NONE,
            PAIRS,
            (b, t) -> {
              Iterations three = new Iterations(3, true, false);
              Node next = through(b, b.variable("w", 0), node(t, "r"));
              Node rows = b.union(List.of(node(t, "l"), next), "");
              return b.recursion("w", List.of(rows), 0, three, "walks");
            }));
    all.add(
        new Case(
            "walks of edges that stay",
            Law.LINEAR,
            PAIRS,
            (b, t) -> {
              Iterations three = new Iterations(3, true, false);
              Node next = through(b, b.variable("s", 0), node(t, "fixed"));
              Node rows = b.union(List.of(node(t, "l"), next), "");
              return b.recursion("s", List.of(rows), 0, three, "fixed walks");
            }));
  }

  /** From where the first pairs begin to where those that go on end. */
  private static Node through(CircuitBuilder b, Node first, Node second) {
    PairFunction ends =
        (l, lf, lt, r, rf, rt, out) -> {
          Rows.put(out, Rows.decode(PAIRS.types(), l, lf, lt).get(0));
          Rows.put(out, Rows.decode(PAIRS.types(), r, rf, rt).get(1));
        };
    return b.join(first, key(PAIRS, 1), second, key(PAIRS, 0), JoinKind.INNER, null, ends, "ends");
  }
}
