package dev.evert.dataflow;

import static dev.evert.dataflow.Plans.A;
import static dev.evert.dataflow.Plans.C;
import static dev.evert.dataflow.Plans.model;
import static dev.evert.dataflow.Plans.node;

import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows of random functions and frames against the definition of each. */
final class WindowsTest {
  @TempDir private Path directory;

  @Test
  void ofRowsByKey() {
    run("byKey", A, 800, 1, 2);
  }

  @Test
  void ofAllRows() {
    run("all", A, 800, -1, 2);
  }

  @Test
  void ofManyPartitions() {
    run("many", A, 800, 2, 1);
  }

  @Test
  void ofEqualRows() {
    run("equal", C, 800, -1, 0);
  }

  private void run(String name, Schema table, int changes, int partition, int order) {
    Random random = Seeds.random("WindowsTest." + name);
    for (int round = 0; round < 4 * Seeds.factor(); round++) {
      List<Plan> plans = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        plans.add(plan(name + i, table, partition, order, random));
      }
      Harness harness = new Harness(directory.resolve(name + round), Plans.TABLES, plans, random);
      new RandomChanges(harness, random, 400).run(changes);
      harness.close();
    }
  }

  private static Plan plan(String name, Schema table, int partition, int order, Random random) {
    int value = table.equals(A) ? 2 : 0;
    WindowModel model = new WindowModel(order, value);
    List<Long> distances = List.of(-5L, -1L, 0L, 1L, 4L);
    RandomWindows windows = new RandomWindows(random, distances.size());
    List<WindowFunction> functions = windows.functions();
    List<Column> columns = new ArrayList<>(table.columns());
    for (int i = 0; i < functions.size(); i++) {
      columns.add(Column.nullable("f" + i, functions.get(i).result()));
    }
    String from = table.equals(A) ? "a" : "c";
    List<RowFunction> bounds =
        distances.stream().map(d -> Plans.function(table, row -> model.bound(row, d))).toList();
    return new Plans.Simple(
        name,
        new Schema(columns, List.of()),
        (builder, nodes) ->
            builder.window(
                node(nodes, from),
                Plans.function(table, row -> key(row, partition)),
                Plans.function(table, row -> key(row, order)),
                Plans.function(table, row -> model.arguments(row, functions)),
                bounds,
                functions,
                name),
        tables -> compute(model(tables, from), partition, model, functions, distances));
  }

  private static List<@Nullable Object> key(List<@Nullable Object> row, int column) {
    return column < 0 ? List.of() : Rows.row(row.get(column));
  }

  private static Model compute(
      Model rows,
      int partition,
      WindowModel window,
      List<WindowFunction> functions,
      List<Long> distances) {
    Map<String, List<List<@Nullable Object>>> partitions = new TreeMap<>();
    rows.forEach((row, weight) -> {
      for (int i = 0; i < weight; i++) {
        partitions.computeIfAbsent(key(row, partition).toString(), _ -> new ArrayList<>()).add(row);
      }
    });
    Model made = new Model();
    for (List<List<@Nullable Object>> all : partitions.values()) {
      all.sort(Comparator.comparing(window::place, Arrays::compareUnsigned));
      for (int i = 0; i < all.size(); i++) {
        made.add(Plans.concat(all.get(i), window.results(all, i, functions, distances)));
      }
    }
    return made;
  }
}
