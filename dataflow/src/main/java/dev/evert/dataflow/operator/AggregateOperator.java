package dev.evert.dataflow.operator;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.RowFunction;
import dev.evert.dataflow.aggregate.Accumulator;
import dev.evert.dataflow.aggregate.OrderedAccumulator;
import dev.evert.dataflow.aggregate.StateReader;
import dev.evert.dataflow.aggregate.StateWriter;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.dataflow.memtable.ValueTable;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates groups. What a group's accumulators hold lies in an arrangement by the group's key:
 * the number of rows, then each accumulator. A group's former and present result are both made from
 * there, so that what is taken back is exactly what was given.
 */
final class AggregateOperator extends Operator {
  private static final byte[] NO_KEY = new byte[0];

  /** States grow a little with what they count. */
  private static final int SPARE_BYTES = 8;

  private final RowFunction groupKey;
  private final RowFunction arguments;
  private final boolean global;
  private final Accumulator[] accumulators;

  private final GivenRow given;

  /** The calls that are told of each row; others are of values that come or go. */
  private final int[] each;

  private final @Nullable GroupEntries entries;
  private final @Nullable DistinctCounts counts;
  private final Port input;
  private final RowErrors errors;
  private final GroupStates states;

  private final EntryBatch batch = new EntryBatch();
  private final BatchGroups groups;
  private final StateReader stateReader = new StateReader();
  private final StateWriter stateWriter = new StateWriter();
  private final RowWriter former = new RowWriter();
  private final RowWriter present = new RowWriter();
  private boolean begun;

  /**
   * The operator of a node.
   *
   * @param appendOnly no row is ever taken back
   * @param arrangements gives one for each of the kinds of things that are kept
   */
  static AggregateOperator of(
      Node.Aggregate node,
      Feed input,
      boolean appendOnly,
      Function<String, Arrangement> arrangements,
      RowErrors errors) {
    List<AggregateFunction> functions = node.functions();
    GivenRow given = new GivenRow(node.calls());
    GroupEntries entries =
        GroupEntries.isNeeded(functions, appendOnly)
            ? new GroupEntries(arrangements.apply("extremes"), functions, given, appendOnly)
            : null;
    DistinctCounts counts =
        DistinctCounts.areNeeded(functions)
            ? new DistinctCounts(arrangements.apply("distinct of"), node.calls(), given)
            : null;
    Arrangement states = arrangements.apply("aggregate");
    return new AggregateOperator(node, input, states, given, entries, counts, errors);
  }

  private AggregateOperator(
      Node.Aggregate node,
      Feed input,
      Arrangement state,
      GivenRow given,
      @Nullable GroupEntries entries,
      @Nullable DistinctCounts counts,
      RowErrors errors) {
    super("aggregate " + node.detail());
    this.groupKey = node.groupKey();
    this.arguments = node.arguments();
    this.global = node.global();
    this.accumulators = Accumulator.each(node.calls());
    this.given = given;
    this.each = toldOfEach(node.functions());
    if (entries != null) {
      entries.tell(accumulators);
    }
    this.entries = entries;
    this.counts = counts;
    this.input = new Port(input);
    this.states = new GroupStates(state);
    this.groups = new BatchGroups(batch, states);
    this.errors = errors;
  }

  private static int[] toldOfEach(List<AggregateFunction> functions) {
    return IntStream.range(0, functions.size())
        .filter(i ->
            !DistinctCounts.isCounted(functions.get(i))
                && !GroupEntries.countsValues(functions.get(i)))
        .toArray();
  }

  @Override
  void visit() {
    Delta rows = input.take();
    if (rows != null) {
      gather(rows);
    }
    if (batch.size() > 0 || (global && !begun)) {
      aggregate();
    }
    begun = true;
  }

  private void gather(Delta rows) {
    for (int i = 0; i < rows.size(); i++) {
      byte[] bytes = rows.bytes();
      int from = rows.from(i);
      int to = rows.to(i);
      try {
        groupKey.apply(bytes, from, to, batch.writer());
        batch.endKey();
        arguments.apply(bytes, from, to, batch.writer());
        batch.end(rows.weight(i), rows.cause(i));
      } catch (EvertException e) {
        batch.cancel();
        errors.add(label(), e, bytes, from, to, rows.weight(i), rows.cause(i));
      }
    }
  }

  private void aggregate() {
    states.begin();
    if (counts != null) {
      counts.begin(batch);
    }
    if (batch.size() == 0) {
      begin();
    } else if (entries == null) {
      groups.gather();
    } else {
      entries.add(batch, groups.gatherInOrder());
    }
    for (int group = 0; group < groups.count(); group++) {
      change(group);
    }
    if (entries != null) {
      entries.clear();
    }
    if (counts != null) {
      counts.end();
    }
    groups.clear();
    states.end();
    batch.reset();
  }

  /** Gives the one row of an aggregate over nothing, unless it was given before. */
  private void begin() {
    ValueTable table = states.table();
    int record = states.find(NO_KEY, 0, 0);
    if (!table.hasValue(record)) {
      clearState();
      writeState(0);
      table.put(record, stateWriter.buffer(), 0, stateWriter.size());
      give(render(NO_KEY, 0, 0, present), present, NO_KEY, 0, 0, 1, Long.MIN_VALUE);
    }
  }

  private void change(int group) {
    byte[] bytes = batch.bytes();
    int first = groups.first(group);
    int from = batch.from(first);
    int to = batch.keyTo(first);
    ValueTable table = states.table();
    int record = groups.record(group);
    boolean existed = table.hasValue(record);
    long rows = existed ? readState(table, record) : clearState();
    @Nullable EvertException formerFailure = existed ? render(bytes, from, to, former) : null;
    long cause = Long.MIN_VALUE;
    for (int entry = first; entry >= 0; entry = groups.next(entry)) {
      rows += batch.weight(entry);
      cause = Math.max(cause, batch.cause(entry));
      apply(entry);
    }
    if (entries != null) {
      entries.settle(bytes, from, to);
    }
    writeState(rows);
    if (existed && entries == null && isSameState(table, record)) {
      return;
    }
    boolean has = rows != 0 || global;
    @Nullable EvertException failure = has ? render(bytes, from, to, present) : null;
    if (has) {
      states.expect(stateWriter.size() + SPARE_BYTES);
      groups.record(group, table.put(record, stateWriter.buffer(), 0, stateWriter.size()));
    } else {
      table.remove(record);
    }
    replace(existed, formerFailure, has, failure, cause, from, to);
  }

  /** What does not change the state does not change the result, where the state is all. */
  private boolean isSameState(ValueTable table, int record) {
    return Bytes.equal(
        table.bytes(record),
        table.valueFrom(record),
        table.valueTo(record),
        stateWriter.buffer(),
        0,
        stateWriter.size());
  }

  private long readState(ValueTable table, int record) {
    stateReader.set(table.bytes(record), table.valueFrom(record));
    long rows = stateReader.readLong();
    for (Accumulator accumulator : accumulators) {
      accumulator.read(stateReader);
    }
    return rows;
  }

  private long clearState() {
    for (Accumulator accumulator : accumulators) {
      accumulator.clear();
    }
    return 0;
  }

  private void apply(int entry) {
    given.set(batch.bytes(), batch.keyTo(entry), batch.to(entry));
    long weight = batch.weight(entry);
    for (int call : each) {
      if (given.counts(call)) {
        given.add(call, accumulators[call], weight);
      }
    }
    if (counts != null) {
      counts.change(entry, weight, accumulators);
    }
  }

  /** Writes the group's row; returns why it can not be written, or null. */
  private @Nullable EvertException render(byte[] key, int from, int to, RowWriter out) {
    out.reset().putEncoded(key, from, to - from);
    try {
      for (int i = 0; i < accumulators.length; i++) {
        if (accumulators[i] instanceof OrderedAccumulator ordered && entries != null) {
          boolean isFormer = out == former;
          ordered.result(
              isFormer ? entries.former(i, key, from, to) : entries.present(i, key, from, to), out);
        } else {
          accumulators[i].result(out);
        }
      }
      return null;
    } catch (EvertException e) {
      return e;
    }
  }

  private void replace(
      boolean had,
      @Nullable EvertException formerFailure,
      boolean has,
      @Nullable EvertException failure,
      long cause,
      int from,
      int to) {
    if (had && has && formerFailure == null && failure == null && isSame()) {
      return;
    }
    byte[] key = batch.bytes();
    if (had) {
      give(formerFailure, former, key, from, to, -1, cause);
    }
    if (has) {
      give(failure, present, key, from, to, 1, cause);
    }
    drainIfFull();
  }

  private boolean isSame() {
    return Bytes.equal(former.buffer(), 0, former.size(), present.buffer(), 0, present.size());
  }

  private void give(
      @Nullable EvertException failure,
      RowWriter row,
      byte[] key,
      int from,
      int to,
      long weight,
      long cause) {
    if (failure == null) {
      out().rows().add(row.buffer(), 0, row.size(), weight, cause);
    } else {
      errors.add(label(), failure, key, from, to, weight, cause);
    }
  }

  private void writeState(long rows) {
    stateWriter.reset().writeLong(rows);
    for (Accumulator accumulator : accumulators) {
      accumulator.write(stateWriter);
    }
  }

  @Override
  List<Arrangement> arrangements() {
    List<Arrangement> all = new ArrayList<>(List.of(states.arrangement()));
    if (entries != null) {
      all.add(entries.arrangement());
    }
    if (counts != null) {
      all.add(counts.arrangement());
    }
    return all;
  }

  @Override
  long taken() {
    return input.total();
  }
}
