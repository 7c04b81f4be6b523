package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Buffer;
import dev.evert.dataflow.arrangement.Expiry;
import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.arrangement.MergeCursor;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunStorage;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.dataflow.memtable.ValueTable;
import dev.evert.spi.row.RowWriter;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each group of a slice of time: an arrangement with one value a key, whose keys
 * begin with the start of the slice; the latest ones in a hash table for each slice. A slice goes
 * whole: its table at once, what lies in runs when those are merged. Between two batches nothing
 * refers to records.
 */
final class SliceStates implements Buffer {
  /** No slice starts then. */
  static final long NONE = Long.MAX_VALUE;

  private static final int START_BYTES = SessionRegion.TIME_BYTES;
  private static final int SPARE_BYTES = 8;

  private final Arrangement arrangement;
  private final GroupCursor cursor = new GroupCursor();
  private final MergeCursor entries = new MergeCursor();
  private final NavigableMap<Long, ValueTable> tables = new TreeMap<>();

  /** What is on its way into a run. */
  private final NavigableMap<Long, ValueTable> older = new TreeMap<>();

  private Run[] runs = {};
  private int roomBytes = 16;
  private long bufferEntries;

  /** The slices before this one are gone. */
  private long bound;

  /** The table that was written to last, and its slice. */
  private @Nullable ValueTable latest;

  private long latestSlice;

  /** The first slice of the runs, until it is gone or others are added. */
  private long firstInRuns;

  private boolean knowsFirst;

  /** Takes what is known of a group. */
  @FunctionalInterface
  interface Visitor {
    /** The group's key, without its slice, is in one array, what is known in another one. */
    void visit(byte[] bytes, int keyFrom, int keyTo, byte[] value, int valueFrom, int valueTo);
  }

  private record Full(List<ValueTable> tables) implements Frozen {
    @Override
    public long memoryBytes() {
      return tables.stream().mapToLong(ValueTable::memoryBytes).sum();
    }

    @Override
    public long entries() {
      return tables.stream().mapToLong(ValueTable::entries).sum();
    }

    @Override
    public @Nullable Run write(RunStorage storage) {
      return ValueTable.write(tables, storage);
    }
  }

  /**
   * What an arrangement holds.
   *
   * @param bound the slices before this one are gone
   */
  SliceStates(Arrangement arrangement, long bound) {
    this.arrangement = arrangement;
    this.bound = bound;
    arrangement.attach(this);
    arrangement.expire(this::gone);
  }

  Arrangement arrangement() {
    return arrangement;
  }

  /** A batch begins. */
  void begin() {
    arrangement.settle();
    runs = arrangement.runs();
    if (runs.length > 0) {
      cursor.over(runs);
    }
  }

  /** The batch is done with. */
  void end() {
    if (runs.length > 0) {
      cursor.clear();
      runs = new Run[0];
    }
  }

  /** New records have room for a value of this size and some more. */
  void expect(int sizeBytes) {
    roomBytes = sizeBytes + SPARE_BYTES;
  }

  /** What is written to for a slice. */
  ValueTable table(long slice) {
    ValueTable table = latest;
    if (table == null || latestSlice != slice) {
      table = tables.computeIfAbsent(slice, _ -> new ValueTable());
      latest = table;
      latestSlice = slice;
    }
    return table;
  }

  /** The record of a key in the table of its slice, which is made if there is none. */
  int find(long slice, byte[] key, int from, int to) {
    ValueTable table = table(slice);
    int hash = ValueTable.hash(key, from, to);
    int record = table.seek(hash, key, from, to);
    if (record != 0) {
      return record;
    }
    bufferEntries++;
    ValueTable before = older.get(slice);
    int known = before == null ? 0 : before.seek(hash, key, from, to);
    if (before != null && known != 0 && before.hasValue(known)) {
      byte[] bytes = before.bytes(known);
      int valueFrom = before.valueFrom(known);
      return table.add(hash, key, from, to, bytes, valueFrom, before.valueTo(known));
    }
    if (runs.length > 0 && cursor.seek(key, from, to) && cursor.next()) {
      byte[] bytes = cursor.bytes();
      return table.add(hash, key, from, to, bytes, cursor.valueFrom(), cursor.valueTo());
    }
    return table.add(hash, key, from, to, roomBytes);
  }

  /** The first slice that there is; {@link #NONE} if there is none. */
  long first() {
    long first = tables.isEmpty() ? NONE : tables.firstKey();
    if (!older.isEmpty()) {
      first = Math.min(first, older.firstKey());
    }
    if (runs.length > 0 && (!knowsFirst || firstInRuns < bound)) {
      knowsFirst = true;
      firstInRuns = seek(bound) ? slice() : NONE;
      entries.clear();
    }
    return runs.length > 0 ? Math.min(first, firstInRuns) : first;
  }

  private boolean seek(long slice) {
    RowWriter key = key(slice);
    return entries.from(runs, key.buffer(), 0, key.size()).next();
  }

  private long slice() {
    return SessionRegion.time(entries.bytes(), entries.keyFrom() + START_BYTES);
  }

  private static RowWriter key(long slice) {
    RowWriter key = new RowWriter();
    key.putInt8(slice);
    return key;
  }

  /**
   * Visits what is known of all groups of some slices.
   *
   * @param to the first slice that is not visited any more
   */
  void forEach(long from, long to, Visitor visitor) {
    tables
        .subMap(from, to)
        .values()
        .forEach(table -> {
          for (int record : table.records()) {
            visit(table, record, visitor);
          }
        });
    older.subMap(from, to).forEach((slice, table) -> forEachBefore(slice, table, visitor));
    if (runs.length > 0) {
      forEachInRuns(from, to, visitor);
    }
  }

  private void forEachBefore(long slice, ValueTable before, Visitor visitor) {
    for (int record : before.records()) {
      byte[] bytes = before.bytes(record);
      if (!isIn(tables, slice, bytes, before.keyFrom(record), before.keyTo(record))) {
        visit(before, record, visitor);
      }
    }
  }

  private void forEachInRuns(long from, long to, Visitor visitor) {
    boolean found = seek(from);
    while (found && slice() < to) {
      byte[] bytes = entries.bytes();
      int keyFrom = entries.keyFrom();
      int keyTo = entries.keyTo();
      long slice = slice();
      boolean replaced =
          isIn(tables, slice, bytes, keyFrom, keyTo) || isIn(older, slice, bytes, keyFrom, keyTo);
      if (!replaced) {
        visitor.visit(bytes, keyFrom + START_BYTES, keyTo, bytes, keyTo, entries.valueTo());
      }
      found = entries.next();
    }
    entries.clear();
  }

  private static boolean isIn(
      NavigableMap<Long, ValueTable> tables, long slice, byte[] key, int from, int to) {
    ValueTable table = tables.get(slice);
    return table != null && table.seek(ValueTable.hash(key, from, to), key, from, to) != 0;
  }

  private static void visit(ValueTable table, int record, Visitor visitor) {
    if (table.hasValue(record)) {
      byte[] bytes = table.bytes(record);
      int keyFrom = table.keyFrom(record) + START_BYTES;
      int keyTo = table.keyTo(record);
      visitor.visit(bytes, keyFrom, keyTo, bytes, table.valueFrom(record), table.valueTo(record));
    }
  }

  /** Has all slices before one be gone. */
  void drop(long before) {
    if (before >= bound) {
      bound = before;
      NavigableMap<Long, ValueTable> gone = tables.headMap(before, false);
      gone.values().forEach(table -> bufferEntries -= table.size());
      gone.clear();
      older.headMap(before, false).clear();
      latest = null;
    }
  }

  private Expiry.@Nullable Expired gone() {
    if (bound == Long.MIN_VALUE) {
      return null;
    }
    byte[] least = key(bound).toBytes();
    return (bytes, from, keyTo, _) -> Bytes.compare(bytes, from, keyTo, least, 0, least.length) < 0;
  }

  @Override
  public long memoryBytes() {
    return tables.values().stream().mapToLong(ValueTable::memoryBytes).sum();
  }

  @Override
  public long entries() {
    return bufferEntries;
  }

  @Override
  public Frozen freeze() {
    older.putAll(tables);
    Full full = new Full(List.copyOf(tables.values()));
    forget();
    return full;
  }

  private void forget() {
    tables.clear();
    bufferEntries = 0;
    latest = null;
  }

  /** What is gone went from the tables at once. */
  @Override
  public boolean expire(Expiry.Expired expired) {
    return true;
  }

  @Override
  public void written() {
    older.clear();
    knowsFirst = false;
  }

  @Override
  public void clear() {
    written();
    forget();
  }
}
