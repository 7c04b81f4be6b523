package dev.evert.dataflow.operator;

import dev.evert.dataflow.JoinKey;
import dev.evert.dataflow.KeyFunction;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.spi.error.EvertException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Indexes rows by a key, for all inner joins that look them up by it. */
final class IndexOperator extends Operator {
  private final KeyFunction key;
  private final Port input;
  private final RowIndex index;
  private final @Nullable RowErrors errors;

  IndexOperator(
      String label, JoinKey key, Feed input, Arrangement arrangement, @Nullable RowErrors errors) {
    super("index " + label + " by " + key.id());
    this.key = key.function();
    this.input = new Port(input);
    this.index = new RowIndex(arrangement);
    this.errors = errors;
  }

  RowIndex index() {
    return index;
  }

  @Override
  void visit() {
    Delta rows = input.take();
    if (rows == null) {
      return;
    }
    int size = rows.size();
    for (int i = 0; i < size; i++) {
      enter(rows, i);
    }
    if (index.event().size() > 0) {
      index.accept();
    }
  }

  private void enter(Delta rows, int i) {
    EntryBatch event = index.event();
    byte[] bytes = rows.bytes();
    int from = rows.from(i);
    int to = rows.to(i);
    try {
      if (!key.apply(bytes, from, to, event.writer())) {
        event.cancel();
        return;
      }
    } catch (EvertException e) {
      event.cancel();
      if (errors != null) {
        errors.add(label(), e, bytes, from, to, rows.weight(i), rows.cause(i));
      }
      return;
    }
    event.endKey();
    event.writer().putEncoded(bytes, from, to - from);
    event.end(rows.weight(i), rows.cause(i));
  }

  @Override
  void reset() {
    super.reset();
    index.reset();
  }

  @Override
  List<Arrangement> arrangements() {
    return List.of(index.arrangement());
  }

  @Override
  long taken() {
    return input.total();
  }
}
