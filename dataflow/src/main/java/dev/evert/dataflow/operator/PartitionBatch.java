package dev.evert.dataflow.operator;

import dev.evert.dataflow.RowFunction;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunBuilder;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.spi.row.RowWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A batch of rows by partition and sort key. It becomes a run; what changes in it can be gone
 * through partition by partition. One thread.
 */
final class PartitionBatch {
  private final RowFunction partitionKey;
  private final RowFunction sortKey;
  private final EntryBatch entries = new EntryBatch();
  private final RunBuilder builder = new RunBuilder(false);

  /** Where the partition ends in the key of each entry. */
  private int[] partitionTos = new int[64];

  private int[] changed = new int[64];
  private long[] weights = new long[64];
  private int changedCount;
  private int first;
  private int end;

  PartitionBatch(RowFunction partitionKey, RowFunction sortKey) {
    this.partitionKey = partitionKey;
    this.sortKey = sortKey;
  }

  EntryBatch entries() {
    return entries;
  }

  /**
   * Adds a row; it fails as a key fails.
   *
   * @throws dev.evert.spi.error.EvertException and the row is not added then
   */
  void add(byte[] bytes, int from, int to, long weight, long cause) {
    RowWriter out = entries.writer();
    boolean whole = false;
    try {
      partitionKey.apply(bytes, from, to, out);
      int partitionTo = out.size();
      sortKey.apply(bytes, from, to, out);
      entries.endKey();
      out.putEncoded(bytes, from, to - from);
      if (entries.size() == partitionTos.length) {
        partitionTos = Arrays.copyOf(partitionTos, 2 * partitionTos.length);
      }
      partitionTos[entries.size()] = partitionTo;
      entries.end(weight, cause);
      whole = true;
    } finally {
      if (!whole) {
        entries.cancel();
      }
    }
  }

  /** The rows as a run; null if all cancel out. */
  @Nullable Run write() {
    builder.reset();
    changedCount = 0;
    end = 0;
    int[] order = entries.sort();
    int i = 0;
    while (i < entries.size()) {
      int entry = order[i++];
      long weight = entries.weight(entry);
      while (i < entries.size() && entries.same(entry, order[i])) {
        weight += entries.weight(order[i++]);
      }
      if (weight != 0) {
        byte[] bytes = entries.bytes();
        builder.add(bytes, entries.from(entry), entries.keyTo(entry), entries.to(entry), weight, 0);
        note(entry, weight);
      }
    }
    return builder.finish();
  }

  private void note(int entry, long weight) {
    if (changedCount == changed.length) {
      changed = Arrays.copyOf(changed, 2 * changedCount);
      weights = Arrays.copyOf(weights, 2 * changedCount);
    }
    weights[changedCount] = weight;
    changed[changedCount++] = entry;
  }

  /** Moves to the next partition in which something changes; false at the end. */
  boolean nextPartition() {
    first = end;
    if (first == changedCount) {
      return false;
    }
    do {
      end++;
    } while (end < changedCount && isInPartition(changed[end]));
    return true;
  }

  private boolean isInPartition(int entry) {
    byte[] bytes = entries.bytes();
    return Bytes.equal(
        bytes, from(), partitionTo(), bytes, entries.from(entry), partitionTos[entry]);
  }

  /** All entries that change something, those of a partition next to each other. */
  int[] changed() {
    return changed;
  }

  /** How often more the entry is there whose place in {@link #changed} is this. */
  long weight(int place) {
    return weights[place];
  }

  /** The place of the partition's first entry in {@link #changed}. */
  int first() {
    return first;
  }

  /** The place after the partition's last entry in {@link #changed}. */
  int end() {
    return end;
  }

  /** Where the partition's key starts in the bytes of the entries. */
  int from() {
    return entries.from(changed[first]);
  }

  /** Where the partition's key ends. */
  int partitionTo() {
    return partitionTos[changed[first]];
  }

  /** The latest cause of the partition's changes. */
  long cause() {
    long cause = Long.MIN_VALUE;
    for (int i = first; i < end; i++) {
      cause = Math.max(cause, entries.cause(changed[i]));
    }
    return cause;
  }

  /** The rows were taken. */
  void reset() {
    entries.reset();
  }
}
