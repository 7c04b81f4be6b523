package dev.evert.dataflow.operator;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.aggregate.EntryField;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.dataflow.memtable.ValueTable;
import dev.evert.spi.row.BigEndian;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import java.util.Arrays;
import java.util.List;

/**
 * How often each value of functions that count different values is in its group:
 *
 * <pre>
 *   key                   value
 *   group | sort key      bytes of a count, 1 byte | how often, for each function, in so many bytes
 * </pre>
 *
 * <p>A count has one byte, two, four or eight: as many as the largest needs, so that it is known
 * where each one is.
 *
 * <p>Functions that are given the same value of a row, under conditions of their own, share its
 * entry. So do those that are given equal bytes by chance, to no harm.
 */
final class DistinctCounts {
  private final GroupStates states;
  private final int[] places;
  private final int width;
  private final RowWriter key = new RowWriter();
  private final RowWriter counts = new RowWriter();
  private int record;

  DistinctCounts(Arrangement arrangement, List<AggregateFunction> functions) {
    this.states = new GroupStates(arrangement);
    this.places = new int[functions.size()];
    int next = 0;
    for (int i = 0; i < places.length; i++) {
      places[i] = next;
      next += isCounted(functions.get(i)) ? 1 : 0;
    }
    this.width = next;
    states.expect(1 + next);
  }

  /** Whether an aggregate of these functions has any that counts different values. */
  static boolean areNeeded(List<AggregateFunction> functions) {
    return functions.stream().anyMatch(DistinctCounts::isCounted);
  }

  /** Whether the function counts different values. */
  static boolean isCounted(AggregateFunction function) {
    return function instanceof AggregateFunction.Distinct(AggregateFunction of)
        && of instanceof AggregateFunction.Count;
  }

  Arrangement arrangement() {
    return states.arrangement();
  }

  /** A batch begins. */
  void begin() {
    states.begin();
    key.reset();
  }

  /**
   * A value comes or goes so often.
   *
   * @param entry stands before the value's entry, and after it then
   * @return 1 if it is there for the first time now, -1 if it is no more, 0 otherwise
   */
  int change(byte[] group, int from, int to, int function, RowReader entry, long weight) {
    int value = EntryField.keyFrom(entry);
    find(group, from, to, entry.bytes(), value, EntryField.valueFrom(entry));
    EntryField.skip(entry);
    ValueTable table = states.table();
    byte[] bytes = table.bytes(record);
    int start = table.valueFrom(record);
    int size = bytes[start];
    long before = get(bytes, start, size, places[function]);
    long after = before + weight;
    if (fits(after, size)) {
      put(bytes, start, size, places[function], after);
    } else {
      widen(places[function], after);
    }
    boolean had = before > 0;
    boolean has = after > 0;
    return had == has ? 0 : has ? 1 : -1;
  }

  /** The last record is looked at first: mostly two functions or more ask for the same one. */
  private void find(byte[] group, int from, int to, byte[] bytes, int valueFrom, int valueTo) {
    int length = to - from;
    byte[] last = key.buffer();
    boolean same =
        key.size() == length + valueTo - valueFrom
            && Bytes.equal(last, length, key.size(), bytes, valueFrom, valueTo)
            && Bytes.equal(last, 0, length, group, from, to);
    if (!same) {
      key.reset().putEncoded(group, from, length);
      key.putEncoded(bytes, valueFrom, valueTo - valueFrom);
      record = states.find(key.buffer(), 0, key.size());
      if (!states.table().hasValue(record)) {
        room(1);
        record = states.table().put(record, counts.buffer(), 0, counts.size());
      }
    }
  }

  /** Makes counts of a size, all 0. */
  private void room(int size) {
    int length = 1 + width * size;
    counts.reset().reserve(length);
    Arrays.fill(counts.buffer(), 0, length, (byte) 0);
    counts.buffer()[0] = (byte) size;
  }

  private static boolean fits(long count, int size) {
    int spare = Long.SIZE - size * Byte.SIZE;
    return count << spare >> spare == count;
  }

  private static long get(byte[] bytes, int start, int size, int place) {
    int at = start + 1 + place * size;
    return switch (size) {
      case Byte.BYTES -> bytes[at];
      case Short.BYTES -> BigEndian.getShort(bytes, at);
      case Integer.BYTES -> BigEndian.getInt(bytes, at);
      default -> BigEndian.getLong(bytes, at);
    };
  }

  private static void put(byte[] bytes, int start, int size, int place, long count) {
    int at = start + 1 + place * size;
    switch (size) {
      case Byte.BYTES -> bytes[at] = (byte) count;
      case Short.BYTES -> BigEndian.putShort(bytes, at, (short) count);
      case Integer.BYTES -> BigEndian.putInt(bytes, at, (int) count);
      default -> BigEndian.putLong(bytes, at, count);
    }
  }

  /** Gives all counts of the record the size that one of them needs. */
  private void widen(int place, long count) {
    ValueTable table = states.table();
    byte[] bytes = table.bytes(record);
    int start = table.valueFrom(record);
    int former = bytes[start];
    int size = 2 * former;
    while (!fits(count, size)) {
      size *= 2;
    }
    room(size);
    for (int i = 0; i < width; i++) {
      put(counts.buffer(), 0, size, i, i == place ? count : get(bytes, start, former, i));
    }
    record = table.put(record, counts.buffer(), 0, counts.size());
  }

  /** The batch is done with. */
  void end() {
    states.end();
  }
}
