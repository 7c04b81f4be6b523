package dev.evert.dataflow.operator;

import dev.evert.dataflow.RowFunction;
import dev.evert.dataflow.TimeNode;
import dev.evert.dataflow.aggregate.StateReader;
import dev.evert.dataflow.aggregate.StateWriter;
import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.memtable.ValueTable;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import java.util.function.LongSupplier;

/**
 * Gives each group of rows in a window in time once, when the clock says that the window is over.
 * Until then a row costs one change in place of what is known of its group; nothing is taken back.
 */
abstract class FinalOperator extends Operator {
  private final RowFunction time;
  private final RowFunction groupKey;
  private final RowFunction arguments;
  private final Port input;
  private final LongSupplier clock;
  private final RowErrors errors;
  private final RowWriter timeField = new RowWriter();
  private final RowReader timeReader = new RowReader();
  private final RowWriter argumentFields = new RowWriter();
  private long present;

  final GroupAccumulators group;
  final StateReader in = new StateReader();
  final StateWriter out = new StateWriter();

  FinalOperator(TimeNode.FinalGroups node, Feed input, LongSupplier clock, RowErrors errors) {
    super("final groups " + node.detail());
    this.time = node.time();
    this.groupKey = node.groupKey();
    this.arguments = node.arguments();
    this.input = new Port(input);
    this.clock = clock;
    this.errors = errors;
    this.group = new GroupAccumulators(node.calls());
    this.present = clock.getAsLong();
  }

  @Override
  final void visit() {
    Delta rows = input.take();
    long now = clock.getAsLong();
    if (rows == null && now == present) {
      return;
    }
    begin();
    for (int i = 0; rows != null && i < rows.size(); i++) {
      enter(rows, i);
    }
    if (now != present) {
      close(present, now);
      present = now;
    }
    end();
  }

  private void enter(Delta rows, int i) {
    byte[] bytes = rows.bytes();
    int from = rows.from(i);
    int to = rows.to(i);
    assert rows.weight(i) > 0;
    try {
      time.apply(bytes, from, to, timeField.reset());
      long at = timeReader.set(timeField.buffer(), 0, timeField.size()).readInt8();
      requireFinite(at);
      arguments.apply(bytes, from, to, argumentFields.reset());
      RowWriter key = key(at);
      groupKey.apply(bytes, from, to, key);
      for (long times = rows.weight(i); times > 0; times--) {
        enter(at, key, argumentFields, rows.cause(i));
      }
    } catch (EvertException e) {
      errors.add(label(), e, bytes, from, to, rows.weight(i), rows.cause(i));
    }
  }

  /**
   * The window of a row before all time is over at once, and would be given again with the next.
   */
  private static void requireFinite(long at) {
    if (at == Long.MIN_VALUE || at == Long.MAX_VALUE) {
      throw new EvertException(
          ErrorCode.DATETIME_OUT_OF_RANGE,
          "an infinite time is in no window that comes to its end");
    }
  }

  /** The time up to which all that was over has been given. */
  final long present() {
    return present;
  }

  /** Rows come, or time goes on. */
  abstract void begin();

  /** What came has been taken. */
  abstract void end();

  /** Where the group's key of a row is written, what is kept by it before that. */
  abstract RowWriter key(long at);

  /** Takes a row. */
  abstract void enter(long at, RowWriter key, RowWriter row, long cause);

  /** Gives the groups of all windows that are over now and were not before. */
  abstract void close(long before, long now);

  /** Stands at what is kept in a record. */
  final StateReader value(ValueTable table, int record) {
    return in.set(table.bytes(record), table.valueFrom(record));
  }

  /** Gives the present group's row. */
  final void give(long start, long end, byte[] key, int from, int to) {
    Delta made = out().rows();
    RowWriter row = made.writer();
    try {
      row.putInt8(start);
      row.putInt8(end);
      row.putEncoded(key, from, to - from);
      group.result(row);
      made.end(1, group.cause());
    } catch (EvertException e) {
      made.cancel();
      errors.add(label(), e, key, from, to, 1, group.cause());
    }
    drainIfFull();
  }

  @Override
  final long taken() {
    return input.total();
  }
}
