package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Fetch;
import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.dataflow.memtable.ValueTable;

/**
 * What is known of each group: an arrangement with one value a key, the latest ones in a hash
 * table. Between two batches nothing refers to records.
 */
final class GroupStates extends TableBuffer<ValueTable> {
  private final Arrangement arrangement;
  private final GroupCursor cursor = new GroupCursor();
  private Run[] runs = {};
  private int roomBytes = 16;
  private int[] hashes = {};
  private final Fetch fetch;

  GroupStates(Arrangement arrangement) {
    super(ValueTable::new);
    this.arrangement = arrangement;
    this.fetch = arrangement.fetch();
    arrangement.attach(this);
  }

  Arrangement arrangement() {
    return arrangement;
  }

  /** New records have room for a value of this size. */
  void expect(int sizeBytes) {
    roomBytes = sizeBytes;
  }

  /** A batch begins. */
  void begin() {
    arrangement.settle();
    if (!arrangement.isEmpty()) {
      runs = arrangement.runs();
      cursor.over(runs);
    }
  }

  /**
   * Has what is known of the keys of a batch brought near.
   *
   * @return the hashes of the keys, valid until the next call
   */
  int[] expect(EntryBatch batch) {
    hash(batch);
    ValueTable table = table();
    ValueTable older = older();
    table.touch(hashes, batch.size());
    if (runs.length == 0 || !cursor.readsFiles() || !fetch.begin()) {
      return hashes;
    }
    byte[] bytes = batch.bytes();
    for (int i = 0; i < batch.size(); i++) {
      int from = batch.from(i);
      int to = batch.keyTo(i);
      boolean known = table.seek(hashes[i], bytes, from, to) != 0;
      if (!known && (older == null || older.seek(hashes[i], bytes, from, to) == 0)) {
        cursor.expect(bytes, from, to, fetch);
      }
    }
    fetch.run();
    return hashes;
  }

  private void hash(EntryBatch batch) {
    int size = batch.size();
    if (hashes.length < size || hashes.length > 4 * Math.max(size, 1 << 15)) {
      hashes = new int[2 * size];
    }
    byte[] bytes = batch.bytes();
    for (int i = 0; i < size; i++) {
      hashes[i] = ValueTable.hash(bytes, batch.from(i), batch.keyTo(i));
    }
  }

  /** The record of a key, which is made if there is none. */
  int find(byte[] key, int from, int to) {
    return find(ValueTable.hash(key, from, to), key, from, to);
  }

  /** The record of a key whose hash is known. */
  int find(int hash, byte[] key, int from, int to) {
    ValueTable table = table();
    ValueTable older = older();
    int record = table.seek(hash, key, from, to);
    if (record != 0) {
      return record;
    }
    int known = older == null ? 0 : older.seek(hash, key, from, to);
    if (older != null && known != 0) {
      return copy(older, known, hash, key, from, to);
    }
    if (runs.length > 0 && cursor.seek(key, from, to) && cursor.next()) {
      byte[] bytes = cursor.bytes();
      return table.add(hash, key, from, to, bytes, cursor.valueFrom(), cursor.valueTo());
    }
    return table.add(hash, key, from, to, roomBytes);
  }

  private int copy(ValueTable source, int known, int hash, byte[] key, int from, int to) {
    return source.hasValue(known)
        ? table()
            .add(
                hash,
                key,
                from,
                to,
                source.bytes(known),
                source.valueFrom(known),
                source.valueTo(known))
        : table().add(hash, key, from, to, roomBytes);
  }

  /** The batch is done with. */
  void end() {
    if (runs.length > 0) {
      cursor.clear();
      runs = new Run[0];
    }
  }
}
