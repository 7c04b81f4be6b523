package dev.evert.dataflow.operator;

import dev.evert.dataflow.delta.Delta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that wait for iterations to come. What was taken is {@linkplain #recycle given back} and
 * used again, so that in the long run nothing is allocated.
 */
final class LaterRows {
  private static final int SPARE_BYTES = 1 << 12;
  private static final int MAX_SPARES = 1 << 11;

  private final BitSet waiting = new BitSet();
  private final List<Delta> spares = new ArrayList<>();
  private @Nullable Delta[] rows = new Delta[16];

  /** Where rows wait for an iteration. */
  Delta at(int iteration) {
    if (iteration >= rows.length) {
      rows = Arrays.copyOf(rows, Math.max(iteration + 1, 2 * rows.length));
    }
    Delta found = rows[iteration];
    if (found == null) {
      found = spares.isEmpty() ? Delta.small() : spares.removeLast();
      rows[iteration] = found;
      waiting.set(iteration);
    }
    return found;
  }

  /** Takes what waits for an iteration; null if nothing does. */
  @Nullable Delta take(int iteration) {
    if (iteration >= rows.length) {
      return null;
    }
    Delta found = rows[iteration];
    if (found != null) {
      rows[iteration] = null;
      waiting.clear(iteration);
    }
    return found;
  }

  /** What was taken is not needed any more. */
  void recycle(Delta taken) {
    taken.reset();
    if (taken.capacityBytes() <= SPARE_BYTES && spares.size() < MAX_SPARES) {
      spares.add(taken);
    }
  }

  /** The first iteration that something waits for, or {@link Iteration#NONE}. */
  int first() {
    int first = waiting.nextSetBit(0);
    return first < 0 ? Iteration.NONE : first;
  }
}
