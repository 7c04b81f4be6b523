package dev.evert.dataflow;

import dev.evert.spi.row.Schema;
import java.util.Map;

/** A view under test: how it is built, and what it is by definition. */
interface Plan {
  String name();

  Schema schema();

  Node build(CircuitBuilder builder, Map<String, Node> tables);

  /** The view's rows, computed from the tables' rows. */
  Model compute(Map<String, Model> tables);
}
