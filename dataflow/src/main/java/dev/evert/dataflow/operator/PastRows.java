package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.delta.Delta;
import java.util.BitSet;
import java.util.List;

/**
 * The rows that an operator inside of a recursion was given before: those that count from the
 * beginning, and those that come in an iteration. One thread.
 */
final class PastRows {
  private final List<KeyedInput> inputs;
  private final boolean apart;
  private final Delta[] first;
  private final LaterRows[] later;
  private final BitSet stamps = new BitSet();
  private int now;
  private boolean others;

  /**
   * No rows.
   *
   * @param apart whether each iteration is on its own; else those up to the present one are read as
   *     one
   */
  PastRows(List<KeyedInput> inputs, boolean apart) {
    this.inputs = inputs;
    this.apart = apart;
    this.first = inputs.stream().map(_ -> new Delta()).toArray(Delta[]::new);
    this.later = inputs.stream().map(_ -> new LaterRows()).toArray(LaterRows[]::new);
  }

  boolean isApart() {
    return apart;
  }

  /**
   * Reads the rows with a key.
   *
   * @param now the present iteration
   * @param others whether rows of other iterations matter too, where each is on its own
   */
  void read(StampedState state, byte[] key, int from, int to, int now, boolean others) {
    this.now = now;
    this.others = others;
    GroupCursor old = state.old();
    if (old.seek(key, from, to)) {
      while (old.next()) {
        enter(old.bytes(), old.valueFrom(), old.valueTo(), old.weight());
      }
    }
    YoungEntries young = state.young();
    for (int e = young.find(key, from, to); e >= 0; e = young.before(e)) {
      if (young.weight(e) != 0) {
        enter(young.bytes(), young.valueFrom(e), young.valueTo(e), young.weight(e));
      }
    }
  }

  private void enter(byte[] bytes, int from, int stampedTo, long weight) {
    int to = stampedTo - Stamps.BYTES;
    int stamp = Stamps.read(bytes, stampedTo);
    int side = bytes[from];
    boolean isFirst = apart ? !inputs.get(side).isInside() : stamp <= now;
    if (!isFirst) {
      if (apart && !others && stamp != now) {
        return;
      }
      stamps.set(stamp);
    }
    Delta rows = isFirst ? first[side] : later[side].at(stamp);
    rows.add(bytes, from + 1, to, weight, 0);
  }

  /** The first iteration whose rows were not {@linkplain #feed taken}, or none. */
  int first() {
    int first = Iteration.NONE;
    for (LaterRows rows : later) {
      first = Math.min(first, rows.first());
    }
    return first;
  }

  /** Whether there are rows of an iteration, taken or not. */
  boolean had(int iteration) {
    return stamps.get(iteration);
  }

  /** Has the rows that count from the beginning be an operator's input. */
  void feedFirst(Rehearsal rehearsal, long cause) {
    for (int side = 0; side < first.length; side++) {
      rehearsal.add(side, first[side], cause);
    }
  }

  /** Has the rows of an iteration be operators' input; they are no longer here. */
  void feed(int iteration, List<Rehearsal> rehearsals, long cause) {
    for (int side = 0; side < later.length; side++) {
      Delta rows = later[side].take(iteration);
      if (rows != null) {
        for (Rehearsal rehearsal : rehearsals) {
          rehearsal.add(side, rows, cause);
        }
        later[side].recycle(rows);
      }
    }
  }

  void reset() {
    for (Delta rows : first) {
      rows.reset();
    }
    stamps.clear();
  }
}
