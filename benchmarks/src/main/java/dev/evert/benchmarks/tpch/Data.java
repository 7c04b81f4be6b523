package dev.evert.benchmarks.tpch;

import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows of TPC-H, as lines with fields between bars. Of the orders the last ones are held back:
 * refreshes bring them, and take the first ones away, each with its items.
 *
 * @param loaded the rows of each table at the beginning
 * @param refreshes what comes and goes afterwards
 */
record Data(Map<String, List<String>> loaded, List<Refresh> refreshes) {
  private static final Set<String> REFRESHED = Set.of("orders", "lineitem");

  /** Orders and items that come, and then others that go. */
  record Refresh(Map<String, List<String>> comes, Map<String, List<String>> goes) {}

  /**
   * Makes the rows.
   *
   * @param scale the scale factor
   * @param refreshes how many pairs of refreshes, each of {@code 1500 * scale} orders
   */
  static Data generate(double scale, int refreshes) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (TpchTable<?> table : TpchTable.getTables()) {
      List<String> lines = new ArrayList<>();
      for (TpchEntity row : table.createGenerator(scale, 1, 1)) {
        String line = row.toLine();
        lines.add(line.endsWith("|") ? line.substring(0, line.length() - 1) : line);
      }
      all.put(table.getTableName(), lines);
    }
    return divide(all, Math.max(1, (int) (1500 * scale)), refreshes);
  }

  private static Data divide(Map<String, List<String>> all, int size, int count) {
    List<String> orders = Tables.of(all, "orders");
    List<Refresh> refreshes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int last = orders.size() - i * size;
      refreshes.add(
          new Refresh(
              of(all, keys(orders.subList(last - size, last))),
              of(all, keys(orders.subList(i * size, (i + 1) * size)))));
    }
    Set<String> later = keys(orders.subList(orders.size() - count * size, orders.size()));
    Map<String, List<String>> loaded = new LinkedHashMap<>(all);
    for (String table : REFRESHED) {
      loaded.put(
          table,
          Tables.of(all, table).stream().filter(line -> !later.contains(key(line))).toList());
    }
    return new Data(loaded, refreshes);
  }

  private static Map<String, List<String>> of(Map<String, List<String>> all, Set<String> keys) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (String table : REFRESHED) {
      rows.put(
          table, Tables.of(all, table).stream().filter(line -> keys.contains(key(line))).toList());
    }
    return rows;
  }

  private static Set<String> keys(List<String> lines) {
    Set<String> keys = new HashSet<>();
    lines.forEach(line -> keys.add(key(line)));
    return keys;
  }

  /** The first column: of orders and items the order's key. */
  static String key(String line) {
    return line.substring(0, line.indexOf('|'));
  }
}
