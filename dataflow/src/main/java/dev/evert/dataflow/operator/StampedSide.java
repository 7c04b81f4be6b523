package dev.evert.dataflow.operator;

import dev.evert.dataflow.KeyFunction;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunBuilder;
import dev.evert.dataflow.arrangement.RunWriters;
import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.spi.error.EvertException;

/**
 * A side of a join inside of a recursion that changes from iteration to iteration: its rows by key,
 * each with the iterations in which it comes or goes.
 */
final class StampedSide {
  private final String label;
  private final KeyFunction key;
  private final Port input;
  private final Arrangement arrangement;
  private final RowErrors errors;
  private final EntryBatch batch = new EntryBatch();
  private final RunBuilder builder = new RunBuilder(false);
  private int[] order = {};

  StampedSide(
      String label, KeyFunction key, Feed input, Arrangement arrangement, RowErrors errors) {
    this.label = label;
    this.key = key;
    this.input = new Port(input);
    this.arrangement = arrangement;
    this.errors = errors;
  }

  /** Takes what comes in an iteration, sorted by key; whether there is anything. */
  boolean take(int iteration) {
    batch.reset();
    Delta rows = input.take();
    for (int i = 0; rows != null && i < rows.size(); i++) {
      enter(rows, i, iteration);
    }
    order = batch.sort();
    return batch.size() > 0;
  }

  private void enter(Delta rows, int i, int iteration) {
    byte[] bytes = rows.bytes();
    int from = rows.from(i);
    int to = rows.to(i);
    try {
      if (!key.apply(bytes, from, to, batch.writer())) {
        batch.cancel();
        return;
      }
    } catch (EvertException e) {
      batch.cancel();
      errors.add(label, e, bytes, from, to, rows.weight(i), rows.cause(i));
      return;
    }
    batch.endKey();
    batch.writer().putEncoded(bytes, from, to - from);
    Stamps.put(iteration, batch.writer());
    batch.end(rows.weight(i), rows.cause(i));
  }

  /** What was taken, in the order of {@link #order}; a value ends with its stamp. */
  EntryBatch taken() {
    return batch;
  }

  int[] order() {
    return order;
  }

  /** Adds what was taken to the state. */
  void keep() {
    Run run = RunWriters.write(batch, builder);
    if (run != null) {
      arrangement.add(run);
    }
  }

  /** The state, without what was taken and not kept yet. */
  Run[] runs() {
    arrangement.settle();
    return arrangement.runs();
  }

  Arrangement arrangement() {
    return arrangement;
  }

  long total() {
    return input.total();
  }
}
