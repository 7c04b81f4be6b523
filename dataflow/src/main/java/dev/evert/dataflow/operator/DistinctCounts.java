package dev.evert.dataflow.operator;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.aggregate.EntryField;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Varints;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.dataflow.memtable.ValueTable;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import java.util.Arrays;
import java.util.List;

/**
 * How often each value of functions that count different values is in its group:
 *
 * <pre>
 *   key                   value
 *   group | sort key      how often, for each function, a zigzag varint
 * </pre>
 *
 * <p>Functions that are given the same value of a row, under conditions of their own, share its
 * entry. So do those that are given equal bytes by chance, to no harm.
 */
final class DistinctCounts {
  private static final int MAX_VARINT_BYTES = 10;

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
    states.expect(next);
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
    int at = table.valueFrom(record);
    for (int i = 0; i < places[function]; i++) {
      at += Varints.length(bytes, at);
    }
    long before = Varints.unzigzag(Varints.get(bytes, at));
    long after = Varints.zigzag(before + weight);
    if (Varints.length(bytes, at) == Varints.size(after)) {
      Varints.put(bytes, at, after);
    } else {
      replace(at, after);
    }
    boolean had = before > 0;
    boolean has = before + weight > 0;
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
        counts.reset().reserve(width);
        Arrays.fill(counts.buffer(), 0, width, (byte) 0);
        record = states.table().put(record, counts.buffer(), 0, width);
      }
    }
  }

  private void replace(int at, long count) {
    ValueTable table = states.table();
    byte[] bytes = table.bytes(record);
    int from = table.valueFrom(record);
    int to = table.valueTo(record);
    int next = at + Varints.length(bytes, at);
    counts.reset().putEncoded(bytes, from, at - from);
    int place = counts.reserve(MAX_VARINT_BYTES);
    counts.truncate(Varints.put(counts.buffer(), place, count));
    counts.putEncoded(bytes, next, to - next);
    record = table.put(record, counts.buffer(), 0, counts.size());
  }

  /** The batch is done with. */
  void end() {
    states.end();
  }
}
