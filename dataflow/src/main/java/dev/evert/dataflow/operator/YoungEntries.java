package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunBuilder;
import dev.evert.dataflow.arrangement.RunWriters;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.spi.row.RowWriter;

/**
 * Entries that are on their way into an arrangement: each is found by its key at once, and all
 * become one run together. So an addition of one entry costs what the entry costs, not what a run
 * costs; and what comes and goes again is never part of a run. Reset and used again, it does not
 * allocate. One thread.
 */
final class YoungEntries {
  /** With so many, they are to be made a run of soon. */
  private static final int FULL_ENTRIES = 1 << 13;

  private static final int FULL_BYTES = 1 << 19;

  private final EntryBatch batch = new EntryBatch();
  private final RunBuilder builder = new RunBuilder(false);
  private final SliceTable keys = new SliceTable();
  private final SliceTable entries = new SliceTable();

  boolean isFull() {
    return batch.size() >= FULL_ENTRIES || batch.sizeBytes() >= FULL_BYTES;
  }

  /** Adds an entry whose value is what follows the key, and a stamp. */
  void add(byte[] bytes, int from, int keyTo, int to, int stamp, long weight) {
    RowWriter writer = batch.writer();
    int start = writer.size();
    writer.putEncoded(bytes, from, keyTo - from);
    batch.endKey();
    writer.putEncoded(bytes, keyTo, to - keyTo);
    Stamps.put(stamp, writer);
    int end = writer.size();
    int hash = SliceTable.hash(writer.buffer(), start, end);
    int known = entries.first(hash);
    while (known >= 0 && !isAt(known, start, end)) {
      known = entries.next(known);
    }
    if (known >= 0) {
      batch.cancel();
      batch.addWeight(known, weight);
    } else {
      batch.end(weight, 0);
      entries.add(hash);
      keys.add(SliceTable.hash(bytes, from, keyTo));
    }
  }

  private boolean isAt(int entry, int from, int to) {
    byte[] bytes = batch.bytes();
    return Bytes.equal(bytes, batch.from(entry), batch.to(entry), bytes, from, to);
  }

  /** The latest entry with a key, or a negative number. */
  int find(byte[] key, int from, int to) {
    return batch.size() == 0
        ? SliceTable.NONE
        : withKey(keys.first(SliceTable.hash(key, from, to)), key, from, to);
  }

  /** The entry with the same key before this one, or a negative number. */
  int before(int entry) {
    return withKey(keys.next(entry), batch.bytes(), batch.from(entry), batch.keyTo(entry));
  }

  private int withKey(int entry, byte[] key, int from, int to) {
    int at = entry;
    while (at >= 0 && !Bytes.equal(batch.bytes(), batch.from(at), batch.keyTo(at), key, from, to)) {
      at = keys.next(at);
    }
    return at;
  }

  /** Holds all entries, until the next one is added. */
  byte[] bytes() {
    return batch.bytes();
  }

  /** Where an entry's value starts. */
  int valueFrom(int entry) {
    return batch.keyTo(entry);
  }

  /** Where an entry's value ends, which is where its stamp ends. */
  int valueTo(int entry) {
    return batch.to(entry);
  }

  /** An entry's weight; 0 if it came and went. */
  long weight(int entry) {
    return batch.weight(entry);
  }

  /** Has the entries be in an arrangement, and no longer here. */
  void moveTo(Arrangement arrangement) {
    if (batch.size() == 0) {
      return;
    }
    Run run = RunWriters.write(batch, builder);
    batch.reset();
    keys.clear();
    entries.clear();
    if (run != null) {
      arrangement.add(run);
    }
  }
}
