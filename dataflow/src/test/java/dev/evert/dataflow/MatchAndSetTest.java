package dev.evert.dataflow;

import static dev.evert.dataflow.Plans.A;
import static dev.evert.dataflow.Plans.INT8;
import static dev.evert.dataflow.Plans.TABLES;
import static dev.evert.dataflow.Plans.TEXT;
import static dev.evert.dataflow.Plans.model;
import static dev.evert.dataflow.Plans.node;
import static dev.evert.dataflow.Plans.pairs;

import dev.evert.spi.row.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Semi and anti joins, sets, and several rows of one, against recomputation from scratch. */
final class MatchAndSetTest {
  private static final Schema PAIRS = Plans.schema(false, "k", INT8, "s", TEXT);

  @TempDir private Path directory;

  private void run(String name, int changes, List<Plan> plans) {
    Random random = Seeds.random("MatchAndSetTest." + name);
    for (int round = 0; round < 3 * Seeds.factor(); round++) {
      Harness harness = new Harness(directory.resolve(name + round), TABLES, plans, random);
      new RandomChanges(harness, random).run(changes);
      harness.close();
    }
  }

  @Test
  void semiAndAntiJoins() {
    List<Plan> plans = new ArrayList<>();
    for (JoinKind kind : List.of(JoinKind.SEMI, JoinKind.ANTI)) {
      for (boolean residual : new boolean[] {false, true}) {
        plans.add(match("a", 1, "b", 1, kind, residual));
        plans.add(match("b", 1, "a", 0, kind, residual));
        plans.add(match("c", 0, "a", 1, kind, residual));
        plans.add(match("a", 1, "c", 0, kind, residual));
        plans.add(match("a", 1, "a", 1, kind, residual));
      }
    }
    run("match", 500, plans);
  }

  private static Plan match(
      String left, int leftKey, String right, int rightKey, JoinKind kind, boolean residual) {
    Schema l = Objects.requireNonNull(TABLES.get(left));
    Schema r = Objects.requireNonNull(TABLES.get(right));
    BiPredicate<List<@Nullable Object>, List<@Nullable Object>> condition =
        residual ? MatchAndSetTest::isChosen : (_, _) -> true;
    String name = kind + " " + left + leftKey + " " + right + rightKey + " " + residual;
    return new Plans.Simple(
        name,
        new Schema(l.columns(), List.of()),
        (builder, nodes) ->
            builder.join(
                node(nodes, left),
                Plans.key(l, leftKey),
                node(nodes, right),
                Plans.key(r, rightKey),
                kind,
                residual ? pairs(l, r, condition) : null,
                (bytes, from, to, _, _, _, out) -> out.putEncoded(bytes, from, to - from),
                name),
        tables -> matched(tables, left, leftKey, right, rightKey, kind, condition));
  }

  /** Sometimes it fails: the pair is an error then, and does not match. */
  private static boolean isChosen(List<@Nullable Object> left, List<@Nullable Object> right) {
    int hash = Objects.hash(left.getLast(), right.getLast()) % 7;
    if (hash == 3) {
      throw Plans.failure();
    }
    return hash < 2;
  }

  private static Model matched(
      Map<String, Model> tables,
      String left,
      int leftKey,
      String right,
      int rightKey,
      JoinKind kind,
      BiPredicate<List<@Nullable Object>, List<@Nullable Object>> condition) {
    Model result = new Model();
    model(tables, left)
        .forEach((l, weight) -> {
          Object value = l.get(leftKey);
          boolean[] found = {false};
          model(tables, right)
              .forEach((r, _) ->
                  found[0] |=
                      value != null && value.equals(r.get(rightKey)) && holds(condition, l, r));
          if (found[0] == (kind == JoinKind.SEMI)) {
            result.add(l, weight);
          }
        });
    return result;
  }

  private static boolean holds(
      BiPredicate<List<@Nullable Object>, List<@Nullable Object>> condition,
      List<@Nullable Object> left,
      List<@Nullable Object> right) {
    try {
      return condition.test(left, right);
    } catch (RuntimeException e) {
      return false;
    }
  }

  @Test
  void setOperations() {
    List<Plan> plans = new ArrayList<>();
    for (SetKind kind : SetKind.values()) {
      for (boolean coarse : new boolean[] {false, true}) {
        plans.add(set(kind, coarse, false));
        plans.add(set(kind, coarse, true));
      }
    }
    run("sets", 1500, plans);
  }

  /**
   * The rows of {@code c} and the pairs of {@code a}.
   *
   * @param coarse whether rows with equal numbers count as equal
   * @param turned whether {@code a} is on the left
   */
  private static Plan set(SetKind kind, boolean coarse, boolean turned) {
    String name = kind + " " + coarse + " " + turned;
    return new Plans.Simple(
        name,
        PAIRS,
        (builder, nodes) -> {
          Node pairs =
              builder.map(
                  node(nodes, "a"),
                  Plans.function(A, row -> Rows.row(row.get(1), row.get(3))),
                  "k, s");
          Node other = node(nodes, "c");
          return builder.setOperation(
              turned ? pairs : other,
              turned ? other : pairs,
              Plans.function(PAIRS, row -> Rows.row(key(row, coarse))),
              kind,
              name);
        },
        tables -> combined(kind, coarse, tables, turned));
  }

  private static String key(List<@Nullable Object> row, boolean coarse) {
    return coarse ? String.valueOf(row.getFirst()) : row.toString();
  }

  private static Model combined(
      SetKind kind, boolean coarse, Map<String, Model> tables, boolean turned) {
    Model pairs = new Model();
    model(tables, "a")
        .forEach((row, weight) -> pairs.add(Rows.row(row.get(1), row.get(3)), weight));
    Model left = turned ? pairs : model(tables, "c");
    Model right = turned ? model(tables, "c") : pairs;
    Map<String, List<List<@Nullable Object>>> lefts = new TreeMap<>();
    left.rows()
        .keySet()
        .forEach(row -> lefts.computeIfAbsent(key(row, coarse), _ -> new ArrayList<>()).add(row));
    Model result = new Model();
    lefts.forEach((key, rows) -> {
      long rightCount =
          right.rows().entrySet().stream()
              .filter(entry -> key(entry.getKey(), coarse).equals(key))
              .mapToLong(Map.Entry::getValue)
              .sum();
      long leftCount = rows.stream().mapToLong(left::count).sum();
      long open = kind.count(leftCount, rightCount);
      rows.sort(Comparator.comparing(Rows::encode, Arrays::compareUnsigned));
      for (List<@Nullable Object> row : rows) {
        long given = Math.min(open, left.count(row));
        open -= given;
        if (given > 0) {
          result.add(row, given);
        }
      }
    });
    return result;
  }

  @Test
  void flatMap() {
    Plan plan =
        new Plans.Simple(
            "flatMap",
            PAIRS,
            (builder, nodes) ->
                builder.flatMap(
                    node(nodes, "a"),
                    (bytes, from, to, out) -> {
                      for (List<@Nullable Object> row :
                          several(Rows.decode(A.types(), bytes, from, to), true)) {
                        row.forEach(value -> Rows.put(out.writer(), value));
                        out.end();
                      }
                    },
                    "several"),
            tables -> {
              Model made = new Model();
              model(tables, "a")
                  .forEach(
                      (row, weight) -> several(row, false).forEach(each -> made.add(each, weight)));
              return made;
            });
    run("flatMap", 1500, List.of(plan));
  }

  /** As many rows as a number says; none where it fails. */
  private static List<List<@Nullable Object>> several(List<@Nullable Object> row, boolean fails) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    long count = row.get(2) instanceof Long number ? Math.floorMod(number, 5L) : 0;
    if (count == 4) {
      if (fails) {
        throw Plans.failure();
      }
      return rows;
    }
    for (long i = 0; i < count; i++) {
      rows.add(Rows.row(i, row.get(3)));
    }
    return rows;
  }
}
