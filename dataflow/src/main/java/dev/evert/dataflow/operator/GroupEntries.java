package dev.evert.dataflow.operator;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.OrderedFunction;
import dev.evert.dataflow.aggregate.Accumulator;
import dev.evert.dataflow.aggregate.ApproximateCountAccumulator;
import dev.evert.dataflow.aggregate.EntryField;
import dev.evert.dataflow.aggregate.ExtremeAccumulator;
import dev.evert.dataflow.aggregate.OrderedAccumulator;
import dev.evert.dataflow.aggregate.OrderedValues;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunBuilder;
import dev.evert.dataflow.arrangement.RunWriters;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.spi.row.BigEndian;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All arguments of those functions of an aggregate that must know them all, arranged by group and
 * function:
 *
 * <pre>
 *   key                                   value
 *   group | function, int2                argument                     least and greatest
 *   group | function, int2                sort key, arguments          ordered
 *   group | function, int2 | sort key     arguments                    distinct
 *   group | function, int2 | register     rank                         about how many are distinct
 * </pre>
 */
final class GroupEntries {
  private final Arrangement arrangement;
  private final List<AggregateFunction> functions;
  private final GivenRow given;
  private final boolean[] isEntered;
  private Accumulator[] accumulators = {};
  private @Nullable OrderedValues[] former = {};
  private @Nullable OrderedValues[] present = {};
  private DistinctValues distinct = new DistinctValues(List.of(), accumulators);
  private final EntryBatch batch = new EntryBatch();
  private final RunBuilder builder = new RunBuilder(false);
  private final GroupCursor cursor = new GroupCursor();
  private final RowWriter key = new RowWriter();

  /**
   * Entries of these functions.
   *
   * @param given reads rows
   * @param appendOnly no argument is ever taken back
   */
  GroupEntries(
      Arrangement arrangement,
      List<AggregateFunction> functions,
      GivenRow given,
      boolean appendOnly) {
    this.arrangement = arrangement;
    this.functions = functions;
    this.given = given;
    this.isEntered = new boolean[functions.size()];
    for (int i = 0; i < isEntered.length; i++) {
      isEntered[i] = isEntered(functions.get(i), appendOnly);
    }
  }

  /** Who is told what comes and goes, one for each function. */
  void tell(Accumulator[] accumulators) {
    this.accumulators = accumulators;
    this.former = new OrderedValues[accumulators.length];
    this.present = new OrderedValues[accumulators.length];
    for (int i = 0; i < accumulators.length; i++) {
      if (accumulators[i] instanceof OrderedAccumulator) {
        boolean once = functions.get(i) instanceof AggregateFunction.Distinct;
        former[i] = new OrderedValues(once);
        present[i] = new OrderedValues(once);
      }
    }
    this.distinct = new DistinctValues(functions, accumulators);
  }

  /** Whether an aggregate of these functions has such arguments. */
  static boolean isNeeded(List<AggregateFunction> functions, boolean appendOnly) {
    return functions.stream().anyMatch(function -> isEntered(function, appendOnly));
  }

  /** Extremes that never leave need not be looked for. */
  private static boolean isEntered(AggregateFunction function, boolean appendOnly) {
    boolean extreme =
        function instanceof AggregateFunction.Min || function instanceof AggregateFunction.Max;
    return (GivenRow.isEntry(function) && !DistinctCounts.isCounted(function))
        || (extreme && !appendOnly)
        || function instanceof AggregateFunction.ApproximateCount;
  }

  /** Whether the function is only told of values that come or go. */
  static boolean countsValues(AggregateFunction function) {
    return switch (function) {
      case AggregateFunction.Distinct(AggregateFunction of) -> !(of instanceof OrderedFunction);
      case AggregateFunction.ApproximateCount _ -> true;
      case AggregateFunction _ -> false;
    };
  }

  Arrangement arrangement() {
    return arrangement;
  }

  /** Adds the arguments of a batch of groups' keys and argument fields. */
  void add(EntryBatch arguments, int[] order) {
    for (int i = 0; i < arguments.size(); i++) {
      enter(arguments, order[i]);
    }
    Run run = RunWriters.write(batch, builder);
    batch.reset();
    arrangement.settle();
    Run[] before = arrangement.runs();
    if (run != null) {
      distinct.over(before, run);
      arrangement.add(run);
    }
    cursor.over(arrangement.runs());
    for (int i = 0; i < accumulators.length; i++) {
      over(former[i], before);
      over(present[i], arrangement.runs());
    }
  }

  private static void over(@Nullable OrderedValues values, Run[] runs) {
    if (values != null) {
      values.cursor().over(runs);
    }
  }

  private void enter(EntryBatch arguments, int entry) {
    given.set(arguments.bytes(), arguments.keyTo(entry), arguments.to(entry));
    for (int index = 0; index < accumulators.length; index++) {
      if (isEntered[index] && given.counts(index)) {
        enter(arguments, entry, index);
      }
    }
  }

  private void enter(EntryBatch arguments, int entry, int index) {
    RowReader reader = given.argumentOf(index);
    RowWriter out = batch.writer();
    putKey(arguments.bytes(), arguments.from(entry), arguments.keyTo(entry), index, out);
    switch (accumulators[index]) {
      case ExtremeAccumulator extreme -> {
        batch.endKey();
        extreme.encode(reader, out);
      }
      case ApproximateCountAccumulator count -> count.encode(reader, out, batch::endKey);
      case OrderedAccumulator _ -> {
        batch.endKey();
        OrderedValues.write(reader, out);
      }
      case Accumulator _ -> {
        int from = EntryField.keyFrom(reader);
        int value = EntryField.valueFrom(reader);
        out.putEncoded(reader.bytes(), from, value - from);
        batch.endKey();
        out.putEncoded(reader.bytes(), value, EntryField.valueTo(reader) - value);
      }
    }
    batch.end(arguments.weight(entry), arguments.cause(entry));
  }

  private static void putKey(byte[] bytes, int from, int to, int index, RowWriter out) {
    out.putEncoded(bytes, from, to - from);
    int at = out.reserve(Short.BYTES);
    BigEndian.putShort(out.buffer(), at, (short) index);
  }

  /**
   * Tells the functions of distinct values which ones came and went in a group, and finds the first
   * argument of the group for each that has lost its own. Groups come in order.
   */
  void settle(byte[] bytes, int from, int to) {
    distinct.settle(bytes, from, to);
    for (int index = 0; index < accumulators.length; index++) {
      if (accumulators[index] instanceof ExtremeAccumulator extreme && extreme.isUnsure()) {
        putKey(bytes, from, to, index, key.reset());
        cursor.seek(key.buffer(), 0, key.size());
        extreme.settle(cursor);
      }
    }
  }

  /** The values of an ordered function in a group, before the changes. */
  OrderedValues former(int index, byte[] bytes, int from, int to) {
    return seek(former[index], index, bytes, from, to);
  }

  /** The values of an ordered function in a group, with the changes. */
  OrderedValues present(int index, byte[] bytes, int from, int to) {
    return seek(present[index], index, bytes, from, to);
  }

  private OrderedValues seek(
      @Nullable OrderedValues values, int index, byte[] bytes, int from, int to) {
    if (values == null) {
      throw new IllegalStateException("function " + index + " has no order");
    }
    putKey(bytes, from, to, index, key.reset());
    return values.seek(key.buffer(), 0, key.size());
  }

  /** The changes are done with. */
  void clear() {
    cursor.clear();
    distinct.clear();
    for (int i = 0; i < accumulators.length; i++) {
      clear(former[i]);
      clear(present[i]);
    }
  }

  private static void clear(@Nullable OrderedValues values) {
    if (values != null) {
      values.cursor().clear();
    }
  }
}
