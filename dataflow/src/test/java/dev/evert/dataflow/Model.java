package dev.evert.dataflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A multiset of rows that is computed from scratch. */
final class Model {
  private final Map<List<@Nullable Object>, Long> rows = new HashMap<>();

  Map<List<@Nullable Object>, Long> rows() {
    return rows;
  }

  void add(List<@Nullable Object> row, long weight) {
    rows.merge(row, weight, Long::sum);
    rows.remove(row, 0L);
  }

  void add(List<@Nullable Object> row) {
    add(row, 1);
  }

  long count(List<@Nullable Object> row) {
    return rows.getOrDefault(row, 0L);
  }

  Model copy() {
    Model copy = new Model();
    copy.rows.putAll(rows);
    return copy;
  }

  /** Visits each row as often as it is there. */
  void forEach(Visitor visitor) {
    rows.forEach(visitor::visit);
  }

  /** Takes rows. */
  interface Visitor {
    void visit(List<@Nullable Object> row, long weight);
  }

  @Override
  public String toString() {
    return rows.toString();
  }
}
