package dev.evert.dataflow.operator;

import dev.evert.dataflow.TimeNode;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.MergeCursor;
import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.memtable.ValueTable;
import dev.evert.spi.row.RowWriter;
import java.util.Collection;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Groups in windows of one length. What is known of a group is kept by slice of time, so that a row
 * changes one slice however many windows it is in; the slices of a window are put together when it
 * is over.
 *
 * <pre>
 *   key                            value
 *   start of the slice | group     what the functions know
 * </pre>
 */
final class FinalHopOperator extends FinalOperator {
  private static final int START_BYTES = SessionRegion.TIME_BYTES;

  /** What is known grows a little with what it is of. */
  private static final int SPARE_BYTES = 8;

  private final HopGrid grid;
  private final RowWriter key = new RowWriter();

  /** The keys of each slice, so that those of a window are found. */
  private final TreeMap<Long, Delta> slices = new TreeMap<>();

  private long slice;

  FinalHopOperator(
      TimeNode.FinalGroups node,
      HopGrid grid,
      Feed input,
      Arrangement groups,
      LongSupplier clock,
      RowErrors errors) {
    super(node, input, groups, clock, errors);
    this.grid = grid;
    restore(groups);
  }

  private void restore(Arrangement groups) {
    MergeCursor cursor = new MergeCursor().over(groups.runs());
    while (cursor.next()) {
      int from = cursor.keyFrom();
      long start = SessionRegion.time(cursor.bytes(), from + START_BYTES);
      keys(start).add(cursor.bytes(), from, cursor.keyTo(), 1, 0);
    }
    cursor.clear();
  }

  private Delta keys(long start) {
    return slices.computeIfAbsent(start, _ -> Delta.small());
  }

  @Override
  RowWriter key(long at) {
    slice = grid.slice(at);
    key.reset().putInt8(slice);
    return key;
  }

  @Override
  void enter(long at, RowWriter key, RowWriter row, long cause) {
    int record = states.find(key.buffer(), 0, key.size());
    ValueTable table = states.table();
    if (table.hasValue(record)) {
      group.read(value(table, record));
    } else {
      group.clear();
      keys(slice).add(key.buffer(), 0, key.size(), 1, 0);
    }
    group.add(row, cause);
    group.write(out.reset());
    replace(record);
  }

  @Override
  void close(long before, long now) {
    long least = grid.endAfter(before);
    while (!slices.isEmpty()) {
      long end = Math.max(grid.firstEnd(slices.firstKey()), least);
      if (end > now) {
        return;
      }
      give(end);
      while (!slices.isEmpty() && grid.lastEnd(slices.firstKey()) <= end) {
        drop(slices.pollFirstEntry().getValue());
      }
      least = grid.endAfter(end);
    }
  }

  private void give(long end) {
    boolean endless = HopGrid.isEndless(end);
    Collection<Delta> parts = slices.subMap(grid.start(end), true, end, endless).values();
    if (parts.size() == 1) {
      giveSlice(parts.iterator().next(), end);
      return;
    }
    ValueTable whole = new ValueTable();
    parts.forEach(part -> putTogether(part, whole));
    for (int record : whole.records()) {
      group.read(value(whole, record));
      give(end, whole.bytes(record), whole.keyFrom(record), whole.keyTo(record));
    }
  }

  private void giveSlice(Delta keys, long end) {
    for (int i = 0; i < keys.size(); i++) {
      int record = find(keys, i);
      group.read(value(states.table(), record));
      give(end, keys.bytes(), keys.from(i) + START_BYTES, keys.to(i));
    }
  }

  private void give(long end, byte[] bytes, int from, int to) {
    give(grid.start(end), end, bytes, from, to);
  }

  private int find(Delta keys, int i) {
    return states.find(keys.bytes(), keys.from(i), keys.to(i));
  }

  /** Adds what is known of the groups of a slice. */
  private void putTogether(Delta keys, ValueTable whole) {
    for (int i = 0; i < keys.size(); i++) {
      int part = find(keys, i);
      ValueTable table = states.table();
      int from = keys.from(i) + START_BYTES;
      int hash = ValueTable.hash(keys.bytes(), from, keys.to(i));
      int record = whole.seek(hash, keys.bytes(), from, keys.to(i));
      if (record == 0) {
        int length = table.valueTo(part) - table.valueFrom(part);
        record = whole.add(hash, keys.bytes(), from, keys.to(i), length + SPARE_BYTES);
        whole.put(record, table.bytes(part), table.valueFrom(part), table.valueTo(part));
      } else {
        group.read(value(whole, record));
        group.merge(value(table, part));
        group.write(out.reset());
        whole.put(record, out.buffer(), 0, out.size());
      }
    }
  }

  private void drop(Delta keys) {
    for (int i = 0; i < keys.size(); i++) {
      states.table().drop(find(keys, i));
    }
  }
}
