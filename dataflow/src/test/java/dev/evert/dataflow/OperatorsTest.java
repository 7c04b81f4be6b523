package dev.evert.dataflow;

import static dev.evert.dataflow.Plans.A;
import static dev.evert.dataflow.Plans.B;
import static dev.evert.dataflow.Plans.C;
import static dev.evert.dataflow.Plans.INT8;
import static dev.evert.dataflow.Plans.TEXT;
import static dev.evert.dataflow.Plans.model;
import static dev.evert.dataflow.Plans.node;
import static dev.evert.dataflow.Plans.schema;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each operator against recomputation from scratch, however its input is cut into pieces. */
final class OperatorsTest {
  @TempDir private Path directory;

  private void run(String name, int changes, Plan... plans) {
    Random random = Seeds.random("OperatorsTest." + name);
    for (int round = 0; round < 3 * Seeds.factor(); round++) {
      Harness harness =
          new Harness(directory.resolve(name + round), Plans.TABLES, List.of(plans), random);
      new RandomChanges(harness, random).run(changes);
      harness.close();
    }
  }

  @Test
  void filterAndMap() {
    Schema out = schema(true, "id", INT8, "v", INT8);
    Plan plan =
        new Plans.Simple(
            "mapped",
            out,
            (builder, nodes) ->
                builder.map(
                    builder.filter(
                        node(nodes, "a"),
                        Plans.predicate(A, row -> row.get(2) != null && (Long) row.get(2) > 3),
                        "v > 3"),
                    Plans.function(A, OperatorsTest::mapped),
                    "id, v * 2"),
            tables -> {
              Model made = new Model();
              model(tables, "a")
                  .forEach((row, weight) -> {
                    if (row.get(2) != null && (Long) row.get(2) > 3 && (Long) row.get(2) != 7) {
                      made.add(mapped(row), weight);
                    }
                  });
              return made;
            });
    run("filterAndMap", 1500, plan);
  }

  private static List<@Nullable Object> mapped(List<@Nullable Object> row) {
    long value = (Long) Objects.requireNonNull(row.get(2));
    if (value == 7) {
      throw Plans.failure();
    }
    return Rows.row(row.get(0), value * 2);
  }

  @Test
  void innerJoins() {
    run(
        "innerJoins",
        600,
        Plans.join("j1", "a", 1, "b", 1, JoinKind.INNER, false),
        Plans.join("j2", "a", 1, "b", 1, JoinKind.INNER, true),
        Plans.join("j3", "b", 1, "a", 0, JoinKind.INNER, false),
        Plans.join("j4", "a", 1, "c", 0, JoinKind.INNER, false),
        Plans.join("self", "a", 1, "a", 1, JoinKind.INNER, false));
  }

  @Test
  void leftJoins() {
    run(
        "leftJoins",
        600,
        Plans.join("l1", "a", 1, "b", 1, JoinKind.LEFT, false),
        Plans.join("l2", "a", 1, "b", 1, JoinKind.LEFT, true),
        Plans.join("l3", "b", 1, "a", 0, JoinKind.LEFT, false),
        Plans.join("l4", "c", 0, "a", 1, JoinKind.LEFT, true),
        Plans.join("selfLeft", "a", 1, "a", 1, JoinKind.LEFT, true));
  }

  @Test
  void joinOfJoinSharesArrangements() {
    Schema ab = Plans.both("", A, B, false);
    Schema aba = Plans.both("x", ab, A, false);
    Plan plan =
        new Plans.Simple(
            "chain",
            aba,
            (builder, nodes) -> {
              Node first =
                  builder.join(
                      node(nodes, "a"),
                      Plans.key(A, 1),
                      node(nodes, "b"),
                      Plans.key(B, 1),
                      JoinKind.INNER,
                      null,
                      Plans.both(A, B),
                      "a, b");
              return builder.join(
                  first,
                  Plans.key(ab, 6),
                  node(nodes, "a"),
                  Plans.key(A, 1),
                  JoinKind.LEFT,
                  null,
                  Plans.both(ab, A),
                  "ab, a");
            },
            tables -> {
              Model first =
                  Plans.join(
                      model(tables, "a"), 1, model(tables, "b"), 1, false, 3, (_, _) -> true);
              return Plans.join(first, 6, model(tables, "a"), 1, true, 4, (_, _) -> true);
            });
    run("chain", 300, plan);
  }

  @Test
  void aggregates() {
    List<AggregateFunction> functions =
        List.of(
            new AggregateFunction.Count(),
            new AggregateFunction.Count(),
            new AggregateFunction.Sum(INT8),
            new AggregateFunction.Avg(INT8),
            new AggregateFunction.Min(INT8),
            new AggregateFunction.Max(INT8),
            new AggregateFunction.Min(TEXT),
            new AggregateFunction.Max(TEXT));
    Object[] results = {
      "n",
      INT8,
      "vs",
      INT8,
      "sum",
      Type.Numeric.ANY,
      "avg",
      Type.Numeric.ANY,
      "min",
      INT8,
      "max",
      INT8,
      "first",
      TEXT,
      "last",
      TEXT
    };
    List<Object> grouped = new ArrayList<>(List.of("k", INT8));
    grouped.addAll(List.of(results));
    Plan byKey = aggregate("byKey", functions, schema(true, grouped.toArray()), false);
    Plan all = aggregate("all", functions, schema(false, results), true);
    run("aggregates", 1500, byKey, all);
  }

  private static Plan aggregate(
      String name, List<AggregateFunction> functions, Schema out, boolean global) {
    return new Plans.Simple(
        name,
        out,
        (builder, nodes) ->
            builder.aggregate(
                node(nodes, "a"),
                (bytes, from, to, key) -> {
                  if (!global) {
                    RowReader reader = new RowReader().set(bytes, from, to);
                    reader.skip(INT8);
                    Rows.put(key, Rows.read(INT8, reader));
                  }
                },
                Plans.function(A, OperatorsTest::arguments),
                AggregateCall.each(functions),
                global,
                name),
        tables -> {
          Map<@Nullable Object, List<List<@Nullable Object>>> groups = new HashMap<>();
          if (global) {
            groups.put("all", new ArrayList<>());
          }
          model(tables, "a")
              .forEach((row, _) ->
                  groups
                      .computeIfAbsent(global ? "all" : row.get(1), _ -> new ArrayList<>())
                      .add(row));
          Model made = new Model();
          groups.forEach((key, rows) ->
              made.add(Plans.concat(global ? List.of() : Rows.row(key), results(rows))));
          return made;
        });
  }

  private static List<@Nullable Object> arguments(List<@Nullable Object> row) {
    Object v = row.get(2);
    Object s = row.get(3);
    return Rows.row(true, v == null ? null : true, v, v, v, v, s, s);
  }

  private static List<@Nullable Object> results(List<List<@Nullable Object>> rows) {
    List<Long> values =
        rows.stream().map(row -> (Long) row.get(2)).filter(Objects::nonNull).sorted().toList();
    List<String> texts =
        rows.stream().map(row -> (String) row.get(3)).filter(Objects::nonNull).sorted().toList();
    long sum = values.stream().mapToLong(Long::longValue).sum();
    return Rows.row(
        (long) rows.size(),
        (long) values.size(),
        values.isEmpty() ? null : Decimal.of(sum),
        values.isEmpty() ? null : Decimal.of(mean(sum, values.size())),
        values.isEmpty() ? null : values.getFirst(),
        values.isEmpty() ? null : values.getLast(),
        texts.isEmpty() ? null : texts.getFirst(),
        texts.isEmpty() ? null : texts.getLast());
  }

  /** Small quotients: 16 digits after the point, 20 where the first digit is smaller. */
  private static BigDecimal mean(long sum, long count) {
    int scale = sum != 0 && Math.abs(sum) <= count ? 20 : 16;
    scale = sum == 0 ? 20 : scale;
    return BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(count), scale, RoundingMode.HALF_UP);
  }

  @Test
  void distinctAndUnion() {
    Schema out = schema(false, "k", INT8, "s", TEXT);
    Plan union = union("union", out, false);
    Plan distinct = union("distinct", out, true);
    run("distinctAndUnion", 1500, union, distinct);
  }

  private static Plan union(String name, Schema out, boolean distinct) {
    return new Plans.Simple(
        name,
        out,
        (builder, nodes) -> {
          Node mapped =
              builder.map(
                  node(nodes, "a"),
                  Plans.function(A, row -> Rows.row(row.get(1), row.get(3))),
                  "k, s");
          Node union = builder.union(List.of(mapped, node(nodes, "c"), mapped), "a, c, a");
          return distinct ? builder.distinct(union, "") : union;
        },
        tables -> {
          Model all = new Model();
          model(tables, "a")
              .forEach((row, weight) -> all.add(Rows.row(row.get(1), row.get(3)), 2 * weight));
          model(tables, "c").forEach(all::add);
          Model once = new Model();
          all.rows().keySet().forEach(once::add);
          return distinct ? once : all;
        });
  }

  @Test
  void top() {
    run(
        "top",
        1000,
        top("top3", "a", A, 0, 3),
        top("next", "a", A, 2, 5),
        top("rest", "a", A, 10, Long.MAX_VALUE),
        top("wide", "a", A, 60, 300),
        top("wideEqual", "c", C, 3, 150),
        top("equal", "c", C, 1, 4),
        top("none", "a", A, 0, 0));
  }

  private static Plan top(String name, String table, Schema schema, long offset, long limit) {
    return new Plans.Simple(
        name,
        new Schema(schema.columns(), List.of()),
        (builder, nodes) ->
            builder.top(
                node(nodes, table),
                Plans.function(schema, row -> Rows.row(row.get(1))),
                offset,
                limit,
                "by 1"),
        tables -> {
          List<List<@Nullable Object>> rows = new ArrayList<>();
          model(tables, table)
              .forEach((row, weight) -> {
                for (int i = 0; i < weight; i++) {
                  rows.add(row);
                }
              });
          rows.sort(
              Comparator.comparing(
                  row -> concatenated(Rows.row(row.get(1)), row), Arrays::compareUnsigned));
          Model window = new Model();
          rows.stream().skip(offset).limit(limit).forEach(window::add);
          return window;
        });
  }

  @Test
  void topOfPartitions() {
    run(
        "topOfPartitions",
        1000,
        TopPlans.of("first", "a", A, 1, 2, 0, 1, Node.Top.Extent.ROWS),
        TopPlans.of("next", "a", A, 1, 2, 1, 3, Node.Top.Extent.ROWS),
        TopPlans.of("tied", "a", A, 1, 2, 0, 2, Node.Top.Extent.TIES),
        TopPlans.of("tiedNext", "c", C, 1, 0, 2, 2, Node.Top.Extent.TIES),
        TopPlans.of("groups", "a", A, 1, 2, 0, 2, Node.Top.Extent.GROUPS),
        TopPlans.of("noGroups", "a", A, 1, 2, 0, 0, Node.Top.Extent.GROUPS));
  }

  @Test
  void topWithTies() {
    run(
        "topWithTies",
        1000,
        TopPlans.of("tied", "a", A, -1, 1, 0, 3, Node.Top.Extent.TIES),
        TopPlans.of("tiedNext", "a", A, -1, 2, 2, 7, Node.Top.Extent.TIES),
        TopPlans.of("none", "a", A, -1, 2, 2, 0, Node.Top.Extent.TIES),
        TopPlans.of("tiedEqual", "c", C, -1, 0, 1, 4, Node.Top.Extent.TIES),
        TopPlans.of("wideEqual", "c", C, -1, 0, 70, 140, Node.Top.Extent.TIES),
        TopPlans.of("groups", "c", C, -1, 0, 0, 3, Node.Top.Extent.GROUPS));
  }

  private static byte[] concatenated(List<@Nullable Object> key, List<@Nullable Object> row) {
    return Rows.encode(Plans.concat(key, row));
  }

  @Test
  void errorsComeAndGoWithTheirRows() {
    Random random = Seeds.random("OperatorsTest.errors");
    Plan plan =
        new Plans.Simple(
            "failing",
            schema(true, "id", INT8, "v", INT8),
            (builder, nodes) ->
                builder.map(
                    builder.filter(
                        node(nodes, "a"),
                        Plans.predicate(A, row -> row.get(2) != null),
                        "v is not null"),
                    Plans.function(A, OperatorsTest::mapped),
                    "id, v * 2"),
            tables -> {
              Model made = new Model();
              model(tables, "a")
                  .forEach((row, _) -> {
                    if (row.get(2) != null && (Long) row.get(2) != 7) {
                      made.add(mapped(row));
                    }
                  });
              return made;
            });
    Harness harness = new Harness(directory, Plans.TABLES, List.of(plan), random);
    new RandomChanges(harness, random).run(1000);
    harness.publish();
    long failing =
        harness.table("a").rows().keySet().stream()
            .filter(row -> Long.valueOf(7).equals(row.get(2)))
            .count();
    Errors errors = harness.circuit().errors();
    long[] seen = {0};
    errors.forEach(
        Integer.MAX_VALUE,
        error -> {
          if (error.operator().startsWith("map")) {
            seen[0] += error.weight();
            assertThat(error.message()).isEqualTo("division by zero");
          }
        });
    assertThat(seen[0]).isEqualTo(failing);
    assertThat(errors.count()).isEqualTo(failing + errors.refusedCount());
    harness.close();
  }
}
