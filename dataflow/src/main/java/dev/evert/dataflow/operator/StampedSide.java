package dev.evert.dataflow.operator;

import dev.evert.dataflow.KeyFunction;
import dev.evert.dataflow.arrangement.Arrangement;
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
  private final StampedState state;
  private final RowErrors errors;
  private final EntryBatch batch = new EntryBatch();
  private int[] order = {};
  private int iteration;

  StampedSide(
      String label, KeyFunction key, Feed input, Arrangement arrangement, RowErrors errors) {
    this.label = label;
    this.key = key;
    this.input = new Port(input);
    this.state = new StampedState(arrangement);
    this.errors = errors;
  }

  /** Takes what comes in an iteration, sorted by key; whether there is anything. */
  boolean take(int iteration) {
    batch.reset();
    Delta rows = input.take();
    if (rows == null) {
      return false;
    }
    this.iteration = iteration;
    for (int i = 0; i < rows.size(); i++) {
      enter(rows, i);
    }
    order = batch.sort();
    return batch.size() > 0;
  }

  private void enter(Delta rows, int i) {
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
    batch.end(rows.weight(i), rows.cause(i));
  }

  /** What was taken, in the order of {@link #order}. */
  EntryBatch taken() {
    return batch;
  }

  int[] order() {
    return order;
  }

  /** Where the entries with the key of the one at a place of the order end. */
  int endOfKey(int first) {
    int end = first + 1;
    while (end < batch.size() && batch.sameKey(order[first], order[end])) {
      end++;
    }
    return end;
  }

  /** Adds what was taken to the state. */
  void keep() {
    for (int i = 0; i < batch.size(); i++) {
      state.add(
          batch.bytes(), batch.from(i), batch.keyTo(i), batch.to(i), iteration, batch.weight(i));
    }
    state.relieve();
  }

  /** The state, without what was taken and not kept yet. */
  StampedState state() {
    return state;
  }

  long total() {
    return input.total();
  }
}
