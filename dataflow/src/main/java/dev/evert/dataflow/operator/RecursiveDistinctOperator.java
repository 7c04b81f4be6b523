package dev.evert.dataflow.operator;

import dev.evert.dataflow.Node;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunBuilder;
import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.delta.EntryBatch;
import java.util.List;

/**
 * Gives each row once, from the first iteration on in which it is there, inside of a recursion. The
 * arrangement has, for each row, by how much its count changes in which iteration; a change of one
 * may bring a row forward, or have it come later.
 */
final class RecursiveDistinctOperator extends RecursiveOperator {
  private final Port input;
  private final Arrangement counts;
  private final EntryBatch batch = new EntryBatch();
  private final RunBuilder builder = new RunBuilder(false);
  private final GroupCursor cursor = new GroupCursor();

  RecursiveDistinctOperator(
      Node.Distinct node, Feed input, Arrangement counts, Iteration iteration) {
    super("recursive distinct " + node.detail(), iteration);
    this.input = new Port(input);
    this.counts = counts;
  }

  @Override
  void visit() {
    giveWaiting();
    Delta rows = input.take();
    if (rows == null) {
      return;
    }
    for (int i = 0; i < rows.size(); i++) {
      batch.writer().putEncoded(rows.bytes(), rows.from(i), rows.to(i) - rows.from(i));
      batch.endKey();
      Stamps.put(now(), batch.writer());
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

  /** Changes the count of one row in this iteration; returns where the next one starts. */
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
      int to = batch.keyTo(entry);
      builder.add(bytes, from, to, batch.to(entry), weight, cause);
      give(bytes, from, to, weight, cause);
    }
    return i;
  }

  /** Goes through the iterations in which the count changes, with and without the new change. */
  private void give(byte[] bytes, int from, int to, long weight, long cause) {
    boolean more = cursor.seek(bytes, from, to) && cursor.next();
    boolean open = true;
    long former = 0;
    long present = 0;
    while (more || open) {
      int stamp = more ? Stamps.read(cursor.bytes(), cursor.valueTo()) : Iteration.NONE;
      int at = open ? Math.min(stamp, now()) : stamp;
      boolean had = former > 0;
      boolean has = present > 0;
      if (more && stamp == at) {
        former += cursor.weight();
        present += cursor.weight();
        more = cursor.next();
      }
      if (open && at == now()) {
        present += weight;
        open = false;
      }
      int change = sign(had, present > 0, has, former > 0);
      if (change != 0) {
        target(at).add(bytes, from, to, change, cause);
        gave(at);
      }
    }
  }

  /** By how much more the row comes or goes with the change than it did without. */
  private static int sign(boolean had, boolean hasNow, boolean has, boolean hadNow) {
    int with = (hasNow ? 1 : 0) - (has ? 1 : 0);
    int without = (hadNow ? 1 : 0) - (had ? 1 : 0);
    return with - without;
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
