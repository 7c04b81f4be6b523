package dev.evert.dataflow.arrangement;

import dev.evert.dataflow.delta.EntryBatch;
import org.jspecify.annotations.Nullable;

/** Makes runs of batches. */
public final class RunWriters {
  private RunWriters() {}

  /**
   * Sorts a batch into a run in memory: equal entries become one, with the sum of their weights and
   * the latest cause. Null if all cancels out.
   */
  public static @Nullable Run write(EntryBatch batch, RunBuilder builder) {
    builder.reset();
    int[] order = batch.sort();
    int size = batch.size();
    int i = 0;
    while (i < size) {
      int entry = order[i++];
      long weight = batch.weight(entry);
      long cause = batch.cause(entry);
      while (i < size && batch.same(entry, order[i])) {
        weight += batch.weight(order[i]);
        cause = Math.max(cause, batch.cause(order[i]));
        i++;
      }
      if (weight != 0) {
        builder.add(
            batch.bytes(), batch.from(entry), batch.keyTo(entry), batch.to(entry), weight, cause);
      }
    }
    return builder.finish();
  }
}
