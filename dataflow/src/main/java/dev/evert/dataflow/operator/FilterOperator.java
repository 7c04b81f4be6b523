package dev.evert.dataflow.operator;

import dev.evert.dataflow.Node;
import dev.evert.dataflow.RowPredicate;
import dev.evert.dataflow.delta.Delta;
import dev.evert.spi.error.EvertException;

/** Lets the rows through of which a condition is true. */
final class FilterOperator extends Operator {
  private final RowPredicate condition;
  private final Port input;
  private final RowErrors errors;

  FilterOperator(Node.Filter node, Feed input, RowErrors errors) {
    super("filter " + node.detail());
    this.condition = node.condition();
    this.input = new Port(input);
    this.errors = errors;
  }

  @Override
  void visit() {
    Delta rows = input.take();
    if (rows == null) {
      return;
    }
    for (int i = 0; i < rows.size(); i++) {
      if (isWanted(rows, i)) {
        out().rows().add(rows.bytes(), rows.from(i), rows.to(i), rows.weight(i), rows.cause(i));
      }
    }
  }

  private boolean isWanted(Delta rows, int i) {
    byte[] bytes = rows.bytes();
    try {
      return condition.test(bytes, rows.from(i), rows.to(i));
    } catch (EvertException e) {
      errors.add(label(), e, bytes, rows.from(i), rows.to(i), rows.weight(i), rows.cause(i));
      return false;
    }
  }

  @Override
  long taken() {
    return input.total();
  }
}
