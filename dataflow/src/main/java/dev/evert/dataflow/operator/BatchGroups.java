package dev.evert.dataflow.operator;

import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.dataflow.memtable.ValueTable;
import java.util.Arrays;

/**
 * The groups that the entries of a batch belong to, each with its record; the entries of a group
 * are linked, as they came.
 */
final class BatchGroups {
  private static final int NONE = -1;

  private final EntryBatch batch;
  private final GroupStates states;
  private int count;
  private int[] records = new int[16];
  private int[] firsts = new int[16];
  private int[] lasts = new int[16];
  private int[] nexts = new int[16];
  private int[] hashes = {};

  BatchGroups(EntryBatch batch, GroupStates states) {
    this.batch = batch;
    this.states = states;
  }

  /** Finds the groups of all entries, in the order in which they come. */
  void gather() {
    hash();
    for (int entry = 0; entry < batch.size(); entry++) {
      enter(entry);
    }
  }

  /** Finds the groups of all entries, in the order of their keys, which is given back. */
  int[] gatherInOrder() {
    hash();
    int[] order = batch.sortByKey(0, batch.size());
    for (int i = 0; i < batch.size(); i++) {
      enter(order[i]);
    }
    return order;
  }

  private void hash() {
    int size = batch.size();
    if (nexts.length < size) {
      nexts = new int[2 * size];
    }
    hashes = states.expect(batch);
  }

  private void enter(int entry) {
    ValueTable table = states.table();
    int record = states.find(hashes[entry], batch.bytes(), batch.from(entry), batch.keyTo(entry));
    int group = table.mark(record);
    nexts[entry] = NONE;
    if (group == NONE) {
      table.mark(record, count);
      begin(record, entry);
    } else {
      nexts[lasts[group]] = entry;
      lasts[group] = entry;
    }
  }

  private void begin(int record, int entry) {
    if (count == records.length) {
      records = Arrays.copyOf(records, 2 * count);
      firsts = Arrays.copyOf(firsts, 2 * count);
      lasts = Arrays.copyOf(lasts, 2 * count);
    }
    records[count] = record;
    firsts[count] = entry;
    lasts[count] = entry;
    count++;
  }

  /** The number of groups. */
  int count() {
    return count;
  }

  /** The first entry of a group. */
  int first(int group) {
    return firsts[group];
  }

  /** The next entry of the same group; negative if there is none. */
  int next(int entry) {
    return nexts[entry];
  }

  /** Where the state of a group is. */
  int record(int group) {
    return records[group];
  }

  /** The state of a group has moved. */
  void record(int group, int record) {
    records[group] = record;
  }

  /** The batch is done with. */
  void clear() {
    for (int group = 0; group < count; group++) {
      states.table().mark(records[group], NONE);
    }
    count = 0;
    if (nexts.length > 4 * Math.max(batch.size(), 1 << 15)) {
      nexts = new int[16];
    }
  }
}
