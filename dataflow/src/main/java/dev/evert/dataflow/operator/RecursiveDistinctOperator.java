package dev.evert.dataflow.operator;

import dev.evert.dataflow.Node;
import dev.evert.dataflow.arrangement.Arrangement;
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
  private final StampedState counts;
  private final StampedHistory history = new StampedHistory();
  private final Consolidation consolidation = new Consolidation(new EntryBatch());

  RecursiveDistinctOperator(
      Node.Distinct node, Feed input, Arrangement counts, Iteration iteration) {
    super("recursive distinct " + node.detail(), iteration);
    this.input = new Port(input);
    this.counts = new StampedState(counts);
  }

  @Override
  void visit() {
    giveWaiting();
    Delta rows = input.take();
    if (rows != null) {
      counts.relieve();
      consolidation.consolidate(rows, this::change);
    }
  }

  /** Changes the count of one row in this iteration. */
  private void change(byte[] bytes, int from, int to, long weight, long cause) {
    history.read(counts, bytes, from, to);
    counts.add(bytes, from, to, to, now(), weight);
    give(bytes, from, to, weight, cause);
  }

  /** Goes through the iterations in which the count changes, with and without the new change. */
  private void give(byte[] bytes, int from, int to, long weight, long cause) {
    boolean open = true;
    long former = 0;
    long present = 0;
    int i = 0;
    while (i < history.size() || open) {
      int stamp = i < history.size() ? history.stamp(i) : Iteration.NONE;
      int at = open ? Math.min(stamp, now()) : stamp;
      boolean had = former > 0;
      boolean has = present > 0;
      if (stamp == at) {
        former += history.weight(i);
        present += history.weight(i);
        i++;
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
  void end() {
    counts.end();
  }

  @Override
  List<Arrangement> arrangements() {
    return List.of(counts.arrangement());
  }

  @Override
  long taken() {
    return input.total();
  }
}
