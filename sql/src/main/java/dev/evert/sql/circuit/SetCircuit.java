package dev.evert.sql.circuit;

import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.generate.Compilation;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.SetOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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
    List<Field> fields = both(operation);
    List<Expression> columns =
        IntStream.range(0, fields.size()).mapToObj(i -> (Expression) fields.get(i).at(i)).toList();
    return builder.setOperation(
        left,
        right,
        Compilation.groupKey(Shapes.of(fields), columns),
        operation.type().kind(operation.all()),
        "");
  }

  /** The columns of either side: nullable if they are on one of the two. */
  private static List<Field> both(SetOperation operation) {
    List<Field> right = operation.right().fields();
    List<Field> fields = new ArrayList<>();
    for (Field field : operation.left().fields()) {
      boolean nullable = field.nullable() || right.get(fields.size()).nullable();
      fields.add(new Field(field.name(), field.type(), nullable));
    }
    return fields;
  }
}
