package dev.evert.dataflow.operator;

import dev.evert.dataflow.AggregateCall;
import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.aggregate.Accumulator;
import dev.evert.dataflow.aggregate.CountAccumulator;
import dev.evert.dataflow.aggregate.EntryField;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.dataflow.memtable.ValueTable;
import dev.evert.spi.row.BigEndian;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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
 * <p>Functions that are given the same argument, under conditions of their own, share its entry. So
 * do those that are given equal bytes by chance, to no harm.
 */
final class DistinctCounts {
  private final GroupStates states;
  private final GivenRow given;

  /** The arguments that are counted, and the calls of each. */
  private final int[] arguments;

  private final int[][] calls;

  /** Where the counts of each call are. */
  private final int[] places;

  private final int width;

  /** The values of a batch: one for each argument of each row, empty if it does not count. */
  private final EntryBatch values = new EntryBatch();

  private int[] hashes = {};
  private final RowWriter counts = new RowWriter();

  DistinctCounts(Arrangement arrangement, List<AggregateCall> all, GivenRow given) {
    this.states = new GroupStates(arrangement);
    this.given = given;
    int[] counted =
        IntStream.range(0, all.size()).filter(i -> isCounted(all.get(i).function())).toArray();
    this.arguments =
        Arrays.stream(counted).map(call -> all.get(call).argument()).distinct().toArray();
    this.calls =
        Arrays.stream(arguments)
            .mapToObj(argument ->
                Arrays.stream(counted)
                    .filter(call -> all.get(call).argument() == argument)
                    .toArray())
            .toArray(int[][]::new);
    this.places = new int[all.size()];
    this.width = counted.length;
    for (int i = 0; i < width; i++) {
      places[counted[i]] = i;
    }
    states.expect(1 + width);
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

  /** Takes the values of a batch of rows. */
  void begin(EntryBatch rows) {
    for (int row = 0; row < rows.size(); row++) {
      given.set(rows.bytes(), rows.keyTo(row), rows.to(row));
      for (int i = 0; i < arguments.length; i++) {
        if (countsAny(calls[i])) {
          RowReader entry = given.argument(arguments[i]);
          int value = EntryField.keyFrom(entry);
          values
              .writer()
              .putEncoded(rows.bytes(), rows.from(row), rows.keyTo(row) - rows.from(row));
          values.writer().putEncoded(entry.bytes(), value, EntryField.valueFrom(entry) - value);
        }
        values.endKey();
        values.end(1, 0);
      }
    }
    states.begin();
    hashes = states.expect(values);
  }

  private boolean countsAny(int[] some) {
    for (int call : some) {
      if (given.counts(call)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The values of a row come or go.
   *
   * @param row its number in the batch; it is the row that is given
   * @param accumulators of all calls
   */
  void change(int row, long weight, Accumulator[] accumulators) {
    for (int i = 0; i < arguments.length; i++) {
      int value = row * arguments.length + i;
      if (values.keyTo(value) > values.from(value)) {
        change(find(value), calls[i], weight, accumulators);
      }
    }
  }

  private int find(int value) {
    int record =
        states.find(hashes[value], values.bytes(), values.from(value), values.keyTo(value));
    ValueTable table = states.table();
    if (table.hasValue(record)) {
      return record;
    }
    room(1);
    return table.put(record, counts.buffer(), 0, counts.size());
  }

  private void change(int found, int[] some, long weight, Accumulator[] accumulators) {
    int record = found;
    ValueTable table = states.table();
    for (int call : some) {
      if (given.counts(call)) {
        byte[] bytes = table.bytes(record);
        int start = table.valueFrom(record);
        int size = bytes[start];
        long before = get(bytes, start, size, places[call]);
        long after = before + weight;
        if (fits(after, size)) {
          put(bytes, start, size, places[call], after);
        } else {
          record = widen(record, places[call], after);
        }
        tell((CountAccumulator) accumulators[call], before, after);
      }
    }
  }

  private static void tell(CountAccumulator accumulator, long before, long after) {
    if (before <= 0 && after > 0) {
      accumulator.count(1);
    } else if (before > 0 && after <= 0) {
      accumulator.count(-1);
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

  /** Gives all counts of a record the size that one of them needs; returns the record. */
  private int widen(int record, int place, long count) {
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
    return table.put(record, counts.buffer(), 0, counts.size());
  }

  /** The batch is done with. */
  void end() {
    states.end();
    values.reset();
  }
}
