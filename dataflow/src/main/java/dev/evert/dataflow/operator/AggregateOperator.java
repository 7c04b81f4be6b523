package dev.evert.dataflow.operator;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.RowFunction;
import dev.evert.dataflow.aggregate.Accumulator;
import dev.evert.dataflow.aggregate.OrderedAccumulator;
import dev.evert.dataflow.aggregate.StateReader;
import dev.evert.dataflow.aggregate.StateWriter;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunBuilder;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates groups. What a group's accumulators hold lies in an arrangement by the group's key:
 * the number of rows, then each accumulator. A group's former and present result are both made from
 * there, so that what is taken back is exactly what was given.
 */
final class AggregateOperator extends Operator {
  private static final byte[] NO_KEY = new byte[0];

  private final RowFunction groupKey;
  private final RowFunction arguments;
  private final boolean global;
  private final List<AggregateFunction> functions;
  private final Accumulator[] accumulators;

  /** For each function, whether it is only told of values that come or go. */
  private final boolean[] countsValues;

  private final @Nullable GroupEntries entries;
  private final Port input;
  private final RowErrors errors;
  private final Arrangement state;

  private final EntryBatch batch = new EntryBatch();
  private final RunBuilder builder = new RunBuilder(false);
  private final GroupCursor groups = new GroupCursor();
  private final RowReader reader = new RowReader();
  private final StateReader stateReader = new StateReader();
  private final StateWriter stateWriter = new StateWriter();
  private final RowWriter former = new RowWriter();
  private final RowWriter present = new RowWriter();
  private boolean begun;

  AggregateOperator(
      Node.Aggregate node,
      Feed input,
      Arrangement state,
      @Nullable Arrangement entries,
      RowErrors errors) {
    super("aggregate " + node.detail());
    this.groupKey = node.groupKey();
    this.arguments = node.arguments();
    this.global = node.global();
    this.functions = node.functions();
    this.accumulators = functions.stream().map(Accumulator::of).toArray(Accumulator[]::new);
    this.countsValues = new boolean[accumulators.length];
    for (int i = 0; i < accumulators.length; i++) {
      countsValues[i] = GroupEntries.countsValues(functions.get(i));
    }
    this.entries = entries == null ? null : new GroupEntries(entries, functions, accumulators);
    this.input = new Port(input);
    this.state = state;
    this.errors = errors;
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
    int[] order = batch.sortByKey(0, batch.size());
    if (entries != null) {
      entries.add(batch, order);
    }
    state.settle();
    groups.over(state.runs());
    builder.reset();
    if (batch.size() == 0) {
      begin();
    }
    int i = 0;
    while (i < batch.size()) {
      int end = i + 1;
      while (end < batch.size() && batch.sameKey(order[i], order[end])) {
        end++;
      }
      change(order, i, end);
      i = end;
    }
    groups.clear();
    if (entries != null) {
      entries.clear();
    }
    batch.reset();
    Run run = builder.finish();
    if (run != null) {
      state.add(run);
    }
  }

  /** Gives the one row of an aggregate over nothing, unless it was given before. */
  private void begin() {
    if (!groups.seek(NO_KEY, 0, 0) || !groups.next()) {
      for (Accumulator accumulator : accumulators) {
        accumulator.clear();
      }
      writeState(0);
      builder.add(NO_KEY, 0, 0, stateWriter.buffer(), 0, stateWriter.size(), 1, 0);
      give(NO_KEY, 0, 0, 1, Long.MIN_VALUE);
    }
  }

  private void change(int[] order, int first, int end) {
    byte[] bytes = batch.bytes();
    int from = batch.from(order[first]);
    int to = batch.keyTo(order[first]);
    boolean existed = groups.seek(bytes, from, to) && groups.next();
    long rows = existed ? readState() : clearState();
    @Nullable EvertException formerFailure = existed ? render(bytes, from, to, former) : null;
    long cause = Long.MIN_VALUE;
    for (int i = first; i < end; i++) {
      int entry = order[i];
      rows += batch.weight(entry);
      cause = Math.max(cause, batch.cause(entry));
      apply(entry);
    }
    if (entries != null) {
      entries.settle(bytes, from, to);
    }
    boolean has = rows != 0 || global;
    @Nullable EvertException failure = has ? render(bytes, from, to, present) : null;
    replace(existed, formerFailure, has, failure, cause, from, to);
    keep(existed, has, rows, from, to);
  }

  private long readState() {
    stateReader.set(groups.bytes(), groups.valueFrom());
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
    reader.set(batch.bytes(), batch.keyTo(entry), batch.to(entry));
    for (int i = 0; i < accumulators.length; i++) {
      if (!reader.isPresent()) {
        reader.skipAbsent();
      } else if (countsValues[i]) {
        GroupEntries.skip(functions.get(i), reader);
      } else {
        accumulators[i].add(reader, batch.weight(entry));
      }
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

  private void give(byte[] key, int from, int to, long weight, long cause) {
    give(render(key, from, to, present), present, key, from, to, weight, cause);
  }

  /** Replaces what the arrangement holds of the group. */
  private void keep(boolean existed, boolean has, long rows, int from, int to) {
    byte[] key = batch.bytes();
    writeState(rows);
    int order = -1;
    if (existed && has) {
      order =
          Bytes.compare(
              groups.bytes(),
              groups.valueFrom(),
              groups.valueTo(),
              stateWriter.buffer(),
              0,
              stateWriter.size());
      if (order == 0) {
        return;
      }
    }
    if (existed && order < 0) {
      takeBack(key, from, to);
    }
    if (has) {
      builder.add(key, from, to, stateWriter.buffer(), 0, stateWriter.size(), 1, 0);
    }
    if (existed && order > 0) {
      takeBack(key, from, to);
    }
  }

  private void takeBack(byte[] key, int from, int to) {
    builder.add(key, from, to, groups.bytes(), groups.valueFrom(), groups.valueTo(), -1, 0);
  }

  private void writeState(long rows) {
    stateWriter.reset().writeLong(rows);
    for (Accumulator accumulator : accumulators) {
      accumulator.write(stateWriter);
    }
  }

  @Override
  List<Arrangement> arrangements() {
    return entries == null ? List.of(state) : List.of(state, entries.arrangement());
  }

  @Override
  long taken() {
    return input.total();
  }
}
