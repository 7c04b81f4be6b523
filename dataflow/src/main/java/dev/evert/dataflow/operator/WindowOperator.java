package dev.evert.dataflow.operator;

import dev.evert.dataflow.Node;
import dev.evert.dataflow.RowFunction;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.window.Changes;
import dev.evert.dataflow.window.Revision;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;
import java.util.List;

/**
 * Gives each row with the results of window functions. All rows are arranged by partition and sort
 * key; rows with equal keys are in the order of their bytes. Results are not kept: the former ones
 * are computed from the former rows again, as far as they may have changed.
 */
final class WindowOperator extends Operator implements Revision.Target {
  private final Node.Window node;
  private final Port input;
  private final Arrangement rows;
  private final RowErrors errors;
  private final PartitionBatch batch;
  private final Changes changes;
  private final Revision revision;
  private final RowWriter trial = new RowWriter();
  private long cause;

  WindowOperator(Node.Window node, Feed input, Arrangement rows, RowErrors errors) {
    super("window " + node.detail());
    this.node = node;
    this.input = new Port(input);
    this.rows = rows;
    this.errors = errors;
    this.batch = new PartitionBatch(node.partitionKey(), node.sortKey());
    this.changes = new Changes(batch.entries());
    this.revision = new Revision(node, this);
  }

  @Override
  void visit() {
    Delta delta = input.take();
    if (delta == null) {
      return;
    }
    for (int i = 0; i < delta.size(); i++) {
      enter(delta, i);
    }
    Run run = batch.write();
    if (run != null) {
      rows.settle();
      Run[] before = rows.runs();
      rows.add(run);
      revise(before, rows.runs());
    }
    batch.reset();
  }

  private void enter(Delta delta, int i) {
    byte[] bytes = delta.bytes();
    int from = delta.from(i);
    int to = delta.to(i);
    try {
      attempt(bytes, from, to);
      batch.add(bytes, from, to, delta.weight(i), delta.cause(i));
    } catch (EvertException e) {
      errors.add(label(), e, bytes, from, to, delta.weight(i), delta.cause(i));
    }
  }

  /** A row of which the functions can not be asked is none. */
  private void attempt(byte[] bytes, int from, int to) {
    node.arguments().apply(bytes, from, to, trial.reset());
    for (RowFunction bound : node.bounds()) {
      bound.apply(bytes, from, to, trial.reset());
    }
  }

  private void revise(Run[] before, Run[] after) {
    while (batch.nextPartition()) {
      cause = batch.cause();
      revision.partition(batch.entries().bytes(), batch.from(), batch.partitionTo());
      changes.range(batch.changed(), batch.first(), batch.end());
      revision.compare(before, after, changes);
    }
  }

  @Override
  public void give(byte[] bytes, int from, int to, long weight) {
    out().rows().add(bytes, from, to, weight, cause);
    drainIfFull();
  }

  @Override
  public void fail(EvertException failure, byte[] row, int from, int to, long weight) {
    errors.add(label(), failure, row, from, to, weight, cause);
  }

  @Override
  List<Arrangement> arrangements() {
    return List.of(rows);
  }

  @Override
  long taken() {
    return input.total();
  }
}
