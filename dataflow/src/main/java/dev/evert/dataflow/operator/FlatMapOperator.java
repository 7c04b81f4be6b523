package dev.evert.dataflow.operator;

import dev.evert.dataflow.Node;
import dev.evert.dataflow.RowsFunction;
import dev.evert.dataflow.delta.Delta;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;

/** Makes any number of rows of each row. Those of a row that fails are taken back whole. */
final class FlatMapOperator extends Operator implements RowsFunction.Rows {
  private final RowsFunction function;
  private final Port input;
  private final RowErrors errors;
  private final Delta made = new Delta();
  private long weight;
  private long cause;

  FlatMapOperator(Node.FlatMap node, Feed input, RowErrors errors) {
    super("flat map " + node.detail());
    this.function = node.function();
    this.input = new Port(input);
    this.errors = errors;
  }

  @Override
  void visit() {
    Delta rows = input.take();
    for (int i = 0; rows != null && i < rows.size(); i++) {
      weight = rows.weight(i);
      cause = rows.cause(i);
      try {
        function.apply(rows.bytes(), rows.from(i), rows.to(i), this);
        give();
      } catch (EvertException e) {
        made.cancel();
        errors.add(label(), e, rows.bytes(), rows.from(i), rows.to(i), weight, cause);
      }
      made.reset();
    }
  }

  private void give() {
    for (int i = 0; i < made.size(); i++) {
      out().rows().add(made.bytes(), made.from(i), made.to(i), weight, cause);
      drainIfFull();
    }
  }

  @Override
  public RowWriter writer() {
    return made.writer();
  }

  @Override
  public void end() {
    made.end(weight, cause);
  }

  @Override
  long taken() {
    return input.total();
  }
}
