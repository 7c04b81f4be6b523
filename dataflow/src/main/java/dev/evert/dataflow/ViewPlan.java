package dev.evert.dataflow;

import dev.evert.spi.row.Schema;
import java.util.Objects;

/**
 * A view that a circuit keeps.
 *
 * @param node gives the view's rows
 * @param schema of the rows; its key, if it has one, is unique among them
 */
public record ViewPlan(String name, Node node, Schema schema) {
  public ViewPlan {
    Objects.requireNonNull(name);
    Objects.requireNonNull(node);
    Objects.requireNonNull(schema);
  }
}
