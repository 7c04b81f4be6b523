package dev.evert.dataflow.window;

import dev.evert.dataflow.RowFunction;
import dev.evert.dataflow.arrangement.MergeCursor;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a partition around the one that is evaluated: more are read as they are asked for,
 * and those that nobody needs any more are dropped. Rows are counted from the partition's first. A
 * row that is there several times is several rows. One thread.
 */
final class Strip {
  private static final int LEAST_ROWS = 64;
  private static final int DROPPED_ROWS = 1 << 10;

  /** How changes compare, at most, to the entry that they are passed for. */
  private static final int BEFORE = -1;

  private static final int UP_TO = 0;

  private final RowFunction arguments;
  private final ArgumentSlot[] slots;
  private final MergeCursor cursor = new MergeCursor();
  private final RowReader fields = new RowReader();

  private RowWriter data = new RowWriter(1 << 12);
  private int[] froms = new int[LEAST_ROWS];
  private int[] keyTos = new int[LEAST_ROWS];
  private int[] rowTos = new int[LEAST_ROWS];
  private int[] fieldAts;
  private long[] groups = new long[LEAST_ROWS];
  private long[] groupStarts = new long[LEAST_ROWS];
  private int head;
  private int size;
  private long base;
  private long firstGroup;
  private boolean done;

  private byte[] partition = {};
  private int partitionFrom;
  private int partitionTo;
  private Changes changes = Changes.NONE;
  private int passed;
  private long cleanFrom;

  Strip(RowFunction arguments, List<ArgumentSlot> slots) {
    this.arguments = arguments;
    this.slots = slots.toArray(new ArgumentSlot[0]);
    this.fieldAts = new int[LEAST_ROWS * this.slots.length];
  }

  /** Which partition is read: the one whose keys begin so. */
  void partition(byte[] bytes, int from, int to) {
    partition = bytes;
    partitionFrom = from;
    partitionTo = to;
  }

  /**
   * Begins before the first row, or before the first that is needed to start from a note.
   *
   * @param watched what {@link #cleanFrom} looks out for
   */
  void begin(Run[] runs, Changes watched, @Nullable Note note) {
    data.reset();
    head = 0;
    size = 0;
    done = false;
    changes = watched;
    passed = 0;
    if (note == null) {
      base = 0;
      firstGroup = 0;
      cursor.from(runs, partition, partitionFrom, partitionTo);
    } else {
      base = note.loadIndex();
      firstGroup = note.loadGroup();
      cursor.from(runs, note.loadKey(), 0, note.loadKey().length);
      skipChanges(watched, note);
    }
    cleanFrom = base;
  }

  /** What changed before the rows that are read was dealt with. */
  private void skipChanges(Changes watched, Note note) {
    byte[] reach = note.reach();
    while (passed < watched.size() && watched.compare(passed, reach, 0, reach.length) <= 0) {
      passed++;
    }
  }

  /** Whether there is such a row; reads as far as it. */
  boolean has(long index) {
    while (index >= end()) {
      if (!load()) {
        return false;
      }
    }
    return true;
  }

  /** Reads all rows; returns how many the partition has. */
  long loadAll() {
    while (load()) {
      // Each call reads one entry.
    }
    return end();
  }

  /** After the last row that was read. */
  long end() {
    return base + (size - head);
  }

  private boolean load() {
    while (!done) {
      if (!cursor.next() || !isInPartition()) {
        done = true;
        passAll();
      } else if (loadEntry()) {
        return true;
      }
    }
    return false;
  }

  /** Reads the entry that the cursor stands on; false if it is no row. */
  private boolean loadEntry() {
    pass(BEFORE);
    boolean isRow = cursor.weight() > 0;
    if (isRow) {
      add(cursor.weight());
    }
    pass(UP_TO);
    return isRow;
  }

  /** Passes changes that come before the entry, or are it: the rows from here on come after. */
  private void pass(int order) {
    Changes all = changes;
    while (passed < all.size()
        && all.compare(passed, cursor.bytes(), cursor.keyFrom(), cursor.valueTo()) <= order) {
      passed++;
      cleanFrom = end();
    }
  }

  private void passAll() {
    if (passed < changes.size()) {
      passed = changes.size();
      cleanFrom = end();
    }
  }

  private boolean isInPartition() {
    int length = partitionTo - partitionFrom;
    int from = cursor.keyFrom();
    return cursor.keyTo() - from >= length
        && Bytes.equal(cursor.bytes(), from, from + length, partition, partitionFrom, partitionTo);
  }

  private void add(long copies) {
    int from = data.size();
    byte[] bytes = cursor.bytes();
    int keyFrom = cursor.keyFrom();
    int keyTo = cursor.keyTo();
    int valueTo = cursor.valueTo();
    data.putEncoded(bytes, keyFrom, valueTo - keyFrom);
    int rowTo = data.size();
    arguments.apply(bytes, keyTo, valueTo, data);
    long start = end();
    boolean peer = size > head && isPeer(bytes, keyFrom, keyTo);
    long group = size > head ? groups[size - 1] + (peer ? 0 : 1) : firstGroup;
    long groupStart = peer ? groupStarts[size - 1] : start;
    for (long i = 0; i < copies; i++) {
      grow();
      froms[size] = from;
      keyTos[size] = from + keyTo - keyFrom;
      rowTos[size] = rowTo;
      groups[size] = group;
      groupStarts[size] = groupStart;
      locateFields(rowTo);
      size++;
    }
  }

  private boolean isPeer(byte[] bytes, int from, int to) {
    int last = size - 1;
    return Bytes.equal(data.buffer(), froms[last], keyTos[last], bytes, from, to);
  }

  private void locateFields(int from) {
    fields.set(data.buffer(), from, data.size());
    for (int i = 0; i < slots.length; i++) {
      fieldAts[size * slots.length + i] = fields.offset();
      slots[i].skip(fields);
    }
  }

  private void grow() {
    if (size == froms.length) {
      int length = 2 * size;
      froms = Arrays.copyOf(froms, length);
      keyTos = Arrays.copyOf(keyTos, length);
      rowTos = Arrays.copyOf(rowTos, length);
      groups = Arrays.copyOf(groups, length);
      groupStarts = Arrays.copyOf(groupStarts, length);
      fieldAts = Arrays.copyOf(fieldAts, length * slots.length);
    }
  }

  /** Rows before this one are not needed any more; places in {@link #bytes} may move. */
  void drop(long index) {
    long last = Math.min(index, end() - 1);
    if (last > base) {
      head += (int) (last - base);
      base = last;
      if (head >= DROPPED_ROWS && head > size / 2) {
        compact();
      }
    }
  }

  private void compact() {
    int shift = froms[head];
    int kept = size - head;
    byte[] bytes = data.buffer();
    int length = data.size() - shift;
    System.arraycopy(bytes, shift, bytes, 0, length);
    data.truncate(length);
    move(froms, shift);
    move(keyTos, shift);
    move(rowTos, shift);
    System.arraycopy(groups, head, groups, 0, kept);
    System.arraycopy(groupStarts, head, groupStarts, 0, kept);
    int width = slots.length;
    for (int i = 0; i < kept * width; i++) {
      fieldAts[i] = fieldAts[head * width + i] - shift;
    }
    head = 0;
    size = kept;
  }

  private void move(int[] places, int shift) {
    for (int i = head; i < size; i++) {
      places[i - head] = places[i] - shift;
    }
  }

  private int slot(long index) {
    assert index >= base && index < end() : index + " of " + base + " to " + end();
    return head + (int) (index - base);
  }

  /** Holds all rows, until more are read or some are dropped. */
  byte[] bytes() {
    return data.buffer();
  }

  int keyFrom(long index) {
    return froms[slot(index)];
  }

  int keyTo(long index) {
    return keyTos[slot(index)];
  }

  /** Where the sort key starts, after the partition's. */
  int sortFrom(long index) {
    return froms[slot(index)] + partitionTo - partitionFrom;
  }

  int rowTo(long index) {
    return rowTos[slot(index)];
  }

  /** How many groups come before the row's. */
  long group(long index) {
    return groups[slot(index)];
  }

  /** The first row of the row's group. */
  long groupStart(long index) {
    return groupStarts[slot(index)];
  }

  /** After the last row of the row's group. */
  long groupEnd(long index) {
    long group = group(index);
    long end = index + 1;
    while (has(end) && group(end) == group) {
      end++;
    }
    return end;
  }

  /** Where an argument of a row starts. */
  int field(long index, int argument) {
    return fieldAts[slot(index) * slots.length + argument];
  }

  /** Stands before an argument of a row. */
  RowReader argument(long index, int argument) {
    return fields.set(data.buffer(), field(index, argument), data.size());
  }

  /** Copies an argument of a row. */
  void copy(long index, int argument, RowWriter out) {
    RowReader reader = argument(index, argument);
    int from = reader.offset();
    slots[argument].skip(reader);
    out.putEncoded(reader.bytes(), from, reader.offset() - from);
  }

  /** How many of the changes lie before what was read last. */
  int passed() {
    return passed;
  }

  /** All rows that were read from this one on come after the changes that were passed. */
  long cleanFrom() {
    return cleanFrom;
  }

  /** Whether the partition's end was seen. */
  boolean isDone() {
    return done;
  }

  /** Key and row of the last entry that was read. */
  byte[] last() {
    int last = size - 1;
    return Arrays.copyOfRange(data.buffer(), froms[last], rowTos[last]);
  }

  void clear() {
    cursor.clear();
    changes = Changes.NONE;
  }
}
