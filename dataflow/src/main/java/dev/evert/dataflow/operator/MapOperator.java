package dev.evert.dataflow.operator;

import dev.evert.dataflow.Node;
import dev.evert.dataflow.RowFunction;
import dev.evert.dataflow.delta.Delta;
import dev.evert.spi.error.EvertException;

/** Makes a row of each row. */
final class MapOperator extends Operator {
  private final RowFunction function;
  private final Port input;
  private final RowErrors errors;

  MapOperator(Node.Map node, Feed input, RowErrors errors) {
    super("map " + node.detail());
    this.function = node.function();
    this.input = new Port(input);
    this.errors = errors;
  }

  @Override
  void visit() {
    Delta rows = input.take();
    if (rows == null) {
      return;
    }
    Delta made = out().rows();
    for (int i = 0; i < rows.size(); i++) {
      byte[] bytes = rows.bytes();
      try {
        function.apply(bytes, rows.from(i), rows.to(i), made.writer());
        made.end(rows.weight(i), rows.cause(i));
      } catch (EvertException e) {
        made.cancel();
        errors.add(label(), e, bytes, rows.from(i), rows.to(i), rows.weight(i), rows.cause(i));
      }
      drainIfFull();
    }
  }

  @Override
  long taken() {
    return input.total();
  }
}
