package dev.evert.dataflow;

import java.util.List;
import java.util.Objects;

/**
 * An arrangement that a circuit keeps to be asked, and shares with joins by the same columns.
 *
 * @param node gives the rows
 * @param key arranges them by the columns
 */
public record IndexPlan(String name, Node node, List<Integer> columns, JoinKey key) {
  public IndexPlan {
    Objects.requireNonNull(name);
    Objects.requireNonNull(node);
    columns = List.copyOf(columns);
    Objects.requireNonNull(key);
  }
}
