package dev.evert.dataflow.window;

import dev.evert.dataflow.delta.Bytes;
import dev.evert.dataflow.delta.EntryBatch;

/** The entries of one partition that change, in order. One thread. */
public final class Changes {
  static final Changes NONE = new Changes(new EntryBatch());

  private final EntryBatch batch;
  private int[] entries = {};
  private int first;
  private int end;

  /** None of the batch's. */
  public Changes(EntryBatch batch) {
    this.batch = batch;
  }

  /** Those at the places from {@code first} to {@code end} of a list of the batch's entries. */
  public void range(int[] entries, int first, int end) {
    this.entries = entries;
    this.first = first;
    this.end = end;
  }

  int size() {
    return end - first;
  }

  /** How a change's key and row compare to those of an entry. */
  int compare(int change, byte[] bytes, int from, int to) {
    int entry = entries[first + change];
    int order = Bytes.compare(batch.bytes(), batch.from(entry), batch.to(entry), bytes, from, to);
    return Integer.signum(order);
  }
}
