package dev.evert.dataflow.operator;

import dev.evert.dataflow.Node;
import dev.evert.dataflow.delta.Delta;
import java.util.List;

/** Gives the rows of all its inputs. */
final class UnionOperator extends Operator {
  private final List<Port> inputs;

  UnionOperator(Node.Union node, List<Feed> inputs) {
    super("union " + node.detail());
    this.inputs = inputs.stream().map(Port::new).toList();
  }

  @Override
  void visit() {
    for (Port input : inputs) {
      Delta rows = input.take();
      if (rows != null) {
        copy(rows);
        drainIfFull();
      }
    }
  }

  private void copy(Delta rows) {
    Delta copies = out().rows();
    for (int i = 0; i < rows.size(); i++) {
      copies.add(rows.bytes(), rows.from(i), rows.to(i), rows.weight(i), rows.cause(i));
    }
  }

  @Override
  long taken() {
    return inputs.stream().mapToLong(Port::total).sum();
  }
}
