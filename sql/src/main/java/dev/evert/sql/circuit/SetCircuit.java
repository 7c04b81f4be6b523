package dev.evert.sql.circuit;

import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.sql.generate.Compilation;
import dev.evert.sql.plan.SetOperation;

/** Builds the operator of {@code intersect} and {@code except}. */
final class SetCircuit {
  private final CircuitBuilder builder;
  private final Node left;
  private final Node right;

  SetCircuit(CircuitBuilder builder, Node left, Node right) {
    this.builder = builder;
    this.left = left;
    this.right = right;
  }

  Node build(SetOperation operation) {
    return builder.setOperation(
        left,
        right,
        Compilation.groupKey(Shapes.of(operation.left()), operation.left().columns()),
        operation.type().kind(operation.all()),
        "");
  }
}
