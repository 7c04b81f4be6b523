package dev.evert.dataflow.operator;

import dev.evert.dataflow.ChangeConsumer;
import dev.evert.dataflow.delta.Delta;

/** Hands changes on to whoever wants them. */
final class EmitOperator extends Operator {
  private final Port input;
  private final ChangeConsumer consumer;

  EmitOperator(String name, Feed input, ChangeConsumer consumer) {
    super("emit " + name);
    this.input = new Port(input);
    this.consumer = consumer;
  }

  @Override
  void visit() {
    Delta rows = input.take();
    if (rows == null) {
      return;
    }
    byte[] bytes = rows.bytes();
    int size = rows.size();
    for (int i = 0; i < size; i++) {
      consumer.accept(bytes, rows.from(i), rows.to(i), rows.weight(i), rows.cause(i));
    }
  }

  @Override
  long taken() {
    return input.total();
  }
}
