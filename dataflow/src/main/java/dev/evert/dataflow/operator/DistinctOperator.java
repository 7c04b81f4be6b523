package dev.evert.dataflow.operator;

import dev.evert.dataflow.Node;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunBuilder;
import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.delta.EntryBatch;
import java.util.List;

/** Gives each row once, however often it is there. The arrangement counts the rows. */
final class DistinctOperator extends Operator {
  private final Port input;
  private final Arrangement counts;
  private final EntryBatch batch = new EntryBatch();
  private final RunBuilder builder = new RunBuilder(false);
  private final GroupCursor cursor = new GroupCursor();

  DistinctOperator(Node.Distinct node, Feed input, Arrangement counts) {
    super("distinct " + node.detail());
    this.input = new Port(input);
    this.counts = counts;
  }

  @Override
  void visit() {
    Delta rows = input.take();
    if (rows == null) {
      return;
    }
    for (int i = 0; i < rows.size(); i++) {
      batch.writer().putEncoded(rows.bytes(), rows.from(i), rows.to(i) - rows.from(i));
      batch.endKey();
      batch.end(rows.weight(i), rows.cause(i));
    }
    int[] order = batch.sort();
    counts.settle();
    cursor.over(counts.runs());
    builder.reset();
    int i = 0;
    while (i < batch.size()) {
      i = change(order, i);
    }
    cursor.clear();
    batch.reset();
    Run run = builder.finish();
    if (run != null) {
      counts.add(run);
    }
  }

  /** Changes the count of one row; returns where the next one starts. */
  private int change(int[] order, int first) {
    int entry = order[first];
    long weight = 0;
    long cause = Long.MIN_VALUE;
    int i = first;
    for (; i < batch.size() && batch.same(entry, order[i]); i++) {
      weight += batch.weight(order[i]);
      cause = Math.max(cause, batch.cause(order[i]));
    }
    if (weight != 0) {
      byte[] bytes = batch.bytes();
      int from = batch.from(entry);
      int to = batch.to(entry);
      long before = cursor.seek(bytes, from, to) && cursor.next() ? cursor.weight() : 0;
      builder.add(bytes, from, to, to, weight, cause);
      boolean had = before > 0;
      boolean has = before + weight > 0;
      if (had != has) {
        out().rows().add(bytes, from, to, has ? 1 : -1, cause);
      }
    }
    return i;
  }

  @Override
  List<Arrangement> arrangements() {
    return List.of(counts);
  }

  @Override
  long taken() {
    return input.total();
  }
}
