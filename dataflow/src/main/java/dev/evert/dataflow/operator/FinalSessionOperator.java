package dev.evert.dataflow.operator;

import dev.evert.dataflow.TimeNode;
import dev.evert.dataflow.aggregate.StateReader;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.memtable.ValueTable;
import dev.evert.spi.row.RowWriter;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Groups in sessions. All that is known of a group lies in one place, since mostly it has one
 * session that is not over:
 *
 * <pre>
 *   key      value
 *   group    alarm | (first time | length | what the functions know)*, in the order of time
 * </pre>
 *
 * <p>The alarm is a time before which no session of the group ends. When it goes off, sessions that
 * are over are given, and it is set anew for the first that is left: so a row that makes a session
 * longer sets none.
 */
final class FinalSessionOperator extends FinalOperator {
  /** What is known grows a little with what it is of. */
  private static final int SPARE_BYTES = 8;

  private final long gap;
  private final RowWriter key = new RowWriter();

  /** Reads what it passes over. */
  private final GroupAccumulators other;

  private final GroupStates states;
  private final Alarms alarms;

  FinalSessionOperator(
      TimeNode.FinalGroups node,
      long gap,
      Feed input,
      Arrangement groups,
      Arrangement alarms,
      LongSupplier clock,
      RowErrors errors) {
    super(node, input, clock, errors);
    this.gap = gap;
    this.other = new GroupAccumulators(node.calls());
    this.states = new GroupStates(groups);
    this.alarms = new Alarms(alarms, present());
  }

  @Override
  void begin() {
    states.begin();
    alarms.begin();
  }

  @Override
  void end() {
    states.end();
    alarms.end();
  }

  private long end(long last) {
    return SessionRegion.plus(last, gap);
  }

  @Override
  RowWriter key(long at) {
    return key.reset();
  }

  @Override
  void enter(long at, RowWriter key, RowWriter row, long cause) {
    int record = states.find(key.buffer(), 0, key.size());
    ValueTable table = states.table();
    out.reset();
    if (table.hasValue(record)) {
      enterAmong(value(table, record), table.valueTo(record), at, row, cause);
    } else {
      alarm(end(at));
      writeWith(at, at, false, row, cause);
    }
    replace(record);
  }

  private void alarm(long time) {
    out.writeLong(time);
    alarms.set(time, key.buffer(), 0, key.size());
  }

  private void write(long first, long last) {
    out.writeLong(first);
    out.writeLong(last - first);
    group.write(out);
  }

  /** Writes a group's sessions with one more row. */
  private void enterAmong(StateReader known, int to, long at, RowWriter row, long cause) {
    long time = known.readLong();
    if (end(at) < time) {
      alarm(end(at));
    } else {
      out.writeLong(time);
    }
    long first = at;
    long last = at;
    boolean merged = false;
    boolean written = false;
    while (known.offset() < to) {
      int start = known.offset();
      long otherFirst = known.readLong();
      long otherLast = otherFirst + known.readLong();
      if (end(otherLast) < at) {
        skip(known, start);
      } else if (end(at) < otherFirst) {
        if (!written) {
          written = true;
          writeWith(first, last, merged, row, cause);
        }
        skip(known, start);
      } else {
        first = Math.min(first, otherFirst);
        last = Math.max(last, otherLast);
        take(known, merged);
        merged = true;
      }
    }
    if (!written) {
      writeWith(first, last, merged, row, cause);
    }
  }

  private void take(StateReader known, boolean merged) {
    if (merged) {
      group.merge(known);
    } else {
      group.read(known);
    }
  }

  private void writeWith(long first, long last, boolean merged, RowWriter row, long cause) {
    if (!merged) {
      group.clear();
    }
    group.add(row, cause);
    write(first, last);
  }

  /** Passes over a session, which stays as it is. */
  private void skip(StateReader known, int start) {
    other.read(known);
    out.writeBytes(known.bytes(), start, known.offset() - start);
  }

  private void replace(int record) {
    states.expect(out.size() + SPARE_BYTES);
    states.table().put(record, out.buffer(), 0, out.size());
  }

  @Override
  void close(long before, long now) {
    alarms.goOff(before, now, (time, key, from, to) -> goOff(time, key, from, to, now));
  }

  private void goOff(long time, byte[] key, int from, int to, long now) {
    int record = states.find(key, from, to);
    ValueTable table = states.table();
    if (!table.hasValue(record)) {
      table.drop(record);
    } else if (value(table, record).readLong() == time) {
      giveEnded(record, table.valueTo(record), key, from, to, now);
    }
  }

  /** Gives the sessions that are over, from behind the alarm on. */
  private void giveEnded(int record, int valueTo, byte[] key, int from, int to, long now) {
    while (in.offset() < valueTo) {
      int start = in.offset();
      long first = in.readLong();
      long last = first + in.readLong();
      if (end(last) >= now) {
        out.reset().writeLong(end(last));
        out.writeBytes(in.bytes(), start, valueTo - start);
        replace(record);
        alarms.set(end(last), key, from, to);
        return;
      }
      group.read(in);
      give(first, end(last), key, from, to);
    }
    states.table().drop(record);
  }

  @Override
  List<Arrangement> arrangements() {
    return List.of(states.arrangement(), alarms.arrangement());
  }
}
