package dev.evert.dataflow.operator;

import dev.evert.dataflow.TimeNode;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.memtable.ValueTable;
import dev.evert.spi.row.RowWriter;
import java.util.List;
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
  /** What is known grows a little with what it is of. */
  private static final int SPARE_BYTES = 8;

  private final HopGrid grid;
  private final SliceStates states;
  private final RowWriter key = new RowWriter();
  private long slice;

  FinalHopOperator(
      TimeNode.FinalGroups node,
      HopGrid grid,
      Feed input,
      Arrangement groups,
      LongSupplier clock,
      RowErrors errors) {
    super(node, input, clock, errors);
    this.grid = grid;
    this.states = new SliceStates(groups, grid.firstLive(present()));
  }

  @Override
  void begin() {
    states.begin();
  }

  @Override
  void end() {
    states.end();
  }

  @Override
  RowWriter key(long at) {
    slice = grid.slice(at);
    key.reset().putInt8(slice);
    return key;
  }

  @Override
  void enter(long at, RowWriter key, RowWriter row, long cause) {
    int record = states.find(slice, key.buffer(), 0, key.size());
    ValueTable table = states.table(slice);
    if (table.hasValue(record)) {
      group.read(value(table, record));
    } else {
      group.clear();
    }
    group.add(row, cause);
    group.write(out.reset());
    states.expect(out.size());
    table.put(record, out.buffer(), 0, out.size());
  }

  @Override
  void close(long before, long now) {
    long least = grid.endAfter(before);
    for (long first = states.first(); first != SliceStates.NONE; first = states.first()) {
      long end = Math.max(grid.firstEnd(first), least);
      if (end > now) {
        break;
      }
      give(end);
      states.drop(grid.firstLive(end));
      least = grid.endAfter(end);
    }
    states.drop(grid.firstLive(now));
  }

  private void give(long end) {
    long start = grid.start(end);
    if (grid.isWhole()) {
      states.forEach(
          start,
          end,
          (bytes, keyFrom, keyTo, value, valueFrom, _) -> {
            group.read(in.set(value, valueFrom));
            give(start, end, bytes, keyFrom, keyTo);
          });
      return;
    }
    ValueTable whole = new ValueTable();
    states.forEach(
        start,
        end,
        (bytes, keyFrom, keyTo, value, valueFrom, valueTo) ->
            putTogether(whole, bytes, keyFrom, keyTo, value, valueFrom, valueTo));
    for (int record : whole.records()) {
      group.read(value(whole, record));
      give(start, end, whole.bytes(record), whole.keyFrom(record), whole.keyTo(record));
    }
  }

  /** Adds what is known of a group of a slice. */
  private void putTogether(
      ValueTable whole,
      byte[] bytes,
      int keyFrom,
      int keyTo,
      byte[] value,
      int valueFrom,
      int valueTo) {
    int hash = ValueTable.hash(bytes, keyFrom, keyTo);
    int record = whole.seek(hash, bytes, keyFrom, keyTo);
    if (record == 0) {
      record = whole.add(hash, bytes, keyFrom, keyTo, valueTo - valueFrom + SPARE_BYTES);
      whole.put(record, value, valueFrom, valueTo);
    } else {
      group.read(value(whole, record));
      group.merge(in.set(value, valueFrom));
      group.write(out.reset());
      whole.put(record, out.buffer(), 0, out.size());
    }
  }

  @Override
  List<Arrangement> arrangements() {
    return List.of(states.arrangement());
  }
}
