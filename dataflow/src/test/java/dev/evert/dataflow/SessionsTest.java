package dev.evert.dataflow;

import static dev.evert.dataflow.Plans.A;
import static dev.evert.dataflow.Plans.C;
import static dev.evert.dataflow.Plans.model;
import static dev.evert.dataflow.Plans.node;

import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions under insertions and deletions in any order, against their definition. */
final class SessionsTest {
  @TempDir private Path directory;

  @Test
  void ofRowsByKey() {
    run("byKey", "a", A, 1, 0);
  }

  @Test
  void ofAllRows() {
    run("all", "a", A, -1, 0);
  }

  @Test
  void ofManyPartitions() {
    run("many", "a", A, 2, 1);
  }

  @Test
  void ofEqualRows() {
    run("equal", "c", C, -1, 0);
  }

  private void run(String name, String table, Schema schema, int partition, int time) {
    Random random = Seeds.random("SessionsTest." + name);
    for (int round = 0; round < 6 * Seeds.factor(); round++) {
      List<Plan> plans = new ArrayList<>();
      for (int gap : new int[] {0, 1, 2 + random.nextInt(10)}) {
        plans.add(plan(name + gap, table, schema, partition, time, gap));
      }
      Harness harness = new Harness(directory.resolve(name + round), Plans.TABLES, plans, random);
      new RandomChanges(harness, random, 100).run(800);
      harness.close();
    }
  }

  private static Plan plan(
      String name, String table, Schema schema, int partition, int time, int gap) {
    List<Column> columns = new ArrayList<>(schema.columns());
    columns.add(Column.required("first", Plans.INT8));
    columns.add(Column.required("end", Plans.INT8));
    return new Plans.Simple(
        name,
        new Schema(columns, List.of()),
        (builder, nodes) ->
            builder.sessions(
                node(nodes, table),
                Plans.function(schema, row -> key(row, partition)),
                Plans.function(schema, row -> Rows.row(time(row, time))),
                gap,
                name),
        tables -> compute(model(tables, table), partition, time, gap));
  }

  private static List<@Nullable Object> key(List<@Nullable Object> row, int column) {
    return column < 0 ? List.of() : Rows.row(row.get(column));
  }

  private static long time(List<@Nullable Object> row, int column) {
    return row.get(column) instanceof Long value ? value : 0;
  }

  private static Model compute(Model rows, int partition, int column, long gap) {
    Map<String, TreeMap<Long, Long>> ends = new TreeMap<>();
    rows.forEach((row, _) ->
        ends.computeIfAbsent(key(row, partition).toString(), _ -> new TreeMap<>())
            .put(time(row, column), 0L));
    Model made = new Model();
    rows.forEach((row, weight) -> {
      TreeMap<Long, Long> times = Objects.requireNonNull(ends.get(key(row, partition).toString()));
      long first = time(row, column);
      for (Long at = times.lowerKey(first); at != null && first - at <= gap; ) {
        first = at;
        at = times.lowerKey(first);
      }
      long last = time(row, column);
      for (Long at = times.higherKey(last); at != null && at - last <= gap; ) {
        last = at;
        at = times.higherKey(last);
      }
      made.add(Plans.concat(row, Rows.row(first, last + gap)), weight);
    });
    return made;
  }
}
