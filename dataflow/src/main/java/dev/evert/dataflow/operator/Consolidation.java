package dev.evert.dataflow.operator;

import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.delta.EntryBatch;

/** Sums up the changes of equal rows. One thread. */
final class Consolidation {
  private final EntryBatch batch;

  /**
   * Sums up.
   *
   * @param batch to sort in
   */
  Consolidation(EntryBatch batch) {
    this.batch = batch;
  }

  /** Takes rows. */
  interface Rows {
    void row(byte[] bytes, int from, int to, long weight, long cause);
  }

  /** Hands on each row once, with the sum of its weights and the latest cause, if it is not 0. */
  void consolidate(Delta rows, Rows out) {
    if (rows.size() == 1) {
      out.row(rows.bytes(), 0, rows.to(0), rows.weight(0), rows.cause(0));
      return;
    }
    for (int i = 0; i < rows.size(); i++) {
      batch.writer().putEncoded(rows.bytes(), rows.from(i), rows.to(i) - rows.from(i));
      batch.endKey();
      batch.end(rows.weight(i), rows.cause(i));
    }
    int[] order = batch.sort();
    int i = 0;
    while (i < batch.size()) {
      int entry = order[i];
      long weight = 0;
      long cause = Long.MIN_VALUE;
      for (; i < batch.size() && batch.same(entry, order[i]); i++) {
        weight += batch.weight(order[i]);
        cause = Math.max(cause, batch.cause(order[i]));
      }
      if (weight != 0) {
        out.row(batch.bytes(), batch.from(entry), batch.to(entry), weight, cause);
      }
    }
    batch.reset();
  }
}
