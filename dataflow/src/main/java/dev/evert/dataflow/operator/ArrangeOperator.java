package dev.evert.dataflow.operator;

import dev.evert.dataflow.JoinKey;
import dev.evert.dataflow.KeyFunction;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunBuilder;
import dev.evert.dataflow.arrangement.RunWriters;
import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.spi.error.EvertException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Indexes rows by a key, for all joins that look them up by it. */
final class ArrangeOperator extends Operator {
  private final KeyFunction key;
  private final Port input;
  private final Arranged arranged;
  private final @Nullable RowErrors errors;
  private final EntryBatch batch = new EntryBatch();
  private final RunBuilder builder = new RunBuilder(true);

  ArrangeOperator(
      String label, JoinKey key, Feed input, Arrangement arrangement, @Nullable RowErrors errors) {
    super("arrange " + label + " by " + key.id());
    this.key = key.function();
    this.input = new Port(input);
    this.arranged = new Arranged(arrangement);
    this.errors = errors;
  }

  Arranged arranged() {
    return arranged;
  }

  @Override
  void visit() {
    Delta rows = input.take();
    if (rows == null) {
      return;
    }
    for (int i = 0; i < rows.size(); i++) {
      enter(rows, i);
    }
    Run run = RunWriters.write(batch, builder);
    batch.reset();
    if (run != null) {
      arranged.accept(run);
    }
  }

  private void enter(Delta rows, int i) {
    byte[] bytes = rows.bytes();
    int from = rows.from(i);
    int to = rows.to(i);
    try {
      if (!key.apply(bytes, from, to, batch.writer())) {
        batch.cancel();
        arranged.unmatchable().rows().add(bytes, from, to, rows.weight(i), rows.cause(i));
        return;
      }
    } catch (EvertException e) {
      batch.cancel();
      if (errors != null) {
        errors.add(label(), e, bytes, from, to, rows.weight(i), rows.cause(i));
      }
      return;
    }
    batch.endKey();
    batch.writer().putEncoded(bytes, from, to - from);
    batch.end(rows.weight(i), rows.cause(i));
  }

  @Override
  void reset() {
    super.reset();
    arranged.reset();
  }

  @Override
  List<Arrangement> arrangements() {
    return List.of(arranged.arrangement());
  }

  @Override
  long taken() {
    return input.total();
  }
}
