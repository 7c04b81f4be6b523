package dev.evert.dataflow;

import static dev.evert.dataflow.Plans.model;
import static dev.evert.dataflow.Plans.node;

import dev.evert.spi.row.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Views of the first rows of partitions. */
final class TopPlans {
  private TopPlans() {}

  /** The first rows by a column of each partition by a column; by none, if it is negative. */
  static Plan of(
      String name,
      String table,
      Schema schema,
      int partition,
      int order,
      long offset,
      long limit,
      Node.Top.Extent extent) {
    RowFunction key = Plans.function(schema, row -> Rows.row(row.get(Math.max(partition, 0))));
    return new Plans.Simple(
        name,
        new Schema(schema.columns(), List.of()),
        (builder, nodes) ->
            builder.top(
                node(nodes, table),
                partition < 0 ? null : key,
                Plans.function(schema, row -> Rows.row(row.get(order))),
                offset,
                limit,
                extent,
                name),
        tables -> {
          Map<String, List<List<@Nullable Object>>> partitions = new TreeMap<>();
          model(tables, table)
              .forEach((row, weight) -> {
                Object value = partition < 0 ? "all" : row.get(partition);
                for (int i = 0; i < weight; i++) {
                  partitions
                      .computeIfAbsent(String.valueOf(value), _ -> new ArrayList<>())
                      .add(row);
                }
              });
          Model made = new Model();
          partitions.values().forEach(rows -> add(rows, order, offset, limit, extent, made));
          return made;
        });
  }

  private static void add(
      List<List<@Nullable Object>> rows,
      int order,
      long offset,
      long limit,
      Node.Top.Extent extent,
      Model made) {
    rows.sort(
        Comparator.comparing(
            row -> Rows.encode(Plans.concat(Rows.row(row.get(order)), row)),
            Arrays::compareUnsigned));
    for (int i = (int) offset; i < rows.size(); i++) {
      Object value = rows.get(i).get(order);
      int first = i;
      while (first > 0 && Objects.equals(rows.get(first - 1).get(order), value)) {
        first--;
      }
      List<List<@Nullable Object>> before = rows.subList(0, first);
      long groups = before.stream().map(row -> String.valueOf(row.get(order))).distinct().count();
      boolean inside =
          switch (extent) {
            case ROWS -> i < offset + limit;
            case TIES -> limit > 0 && Math.min(i, first) < offset + limit;
            case GROUPS -> groups < limit;
          };
      if (inside) {
        made.add(rows.get(i));
      }
    }
  }
}
