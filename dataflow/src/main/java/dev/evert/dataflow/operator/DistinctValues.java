package dev.evert.dataflow.operator;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.aggregate.Accumulator;
import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunCursor;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.spi.row.BigEndian;
import dev.evert.spi.row.RowReader;
import java.util.List;

/**
 * Finds which values came to a group and which left it: those whose first entry is another one
 * after the changes than it was before. Only keys that changed are looked up.
 */
final class DistinctValues {
  private static final Run[] NO_RUNS = {};

  private final List<AggregateFunction> functions;
  private final Accumulator[] accumulators;
  private final RunCursor changes = new RunCursor();
  private final GroupCursor former = new GroupCursor();
  private final GroupCursor present = new GroupCursor();
  private final RowReader reader = new RowReader();
  private boolean more;
  private byte[] key = {};
  private int keyFrom;
  private int keyTo;

  DistinctValues(List<AggregateFunction> functions, Accumulator[] accumulators) {
    this.functions = functions;
    this.accumulators = accumulators;
  }

  /** Looks at these changes of these runs. */
  void over(Run[] before, Run event) {
    former.over(before);
    more = changes.over(event).next();
  }

  /** Looks at what the changes led to. */
  void after(Run[] runs) {
    present.over(runs);
  }

  /** Adds what came to a group to its functions, and takes back what left it. */
  void settle(byte[] group, int from, int to) {
    while (more && isOf(group, from, to)) {
      key = changes.bytes();
      keyFrom = changes.keyFrom();
      keyTo = changes.keyTo();
      int value = keyFrom + to - from + Short.BYTES;
      int index = BigEndian.getShort(key, value - Short.BYTES);
      if (GroupEntries.countsValues(functions.get(index))) {
        settle(accumulators[index], value);
      }
      passOver();
    }
  }

  private boolean isOf(byte[] group, int from, int to) {
    int end = changes.keyFrom() + to - from;
    return end <= changes.keyTo()
        && Bytes.equal(changes.bytes(), changes.keyFrom(), end, group, from, to);
  }

  /** The entries with this key, whose bytes stay where they are for as long. */
  private void passOver() {
    do {
      more = changes.next();
    } while (more
        && Bytes.equal(changes.bytes(), changes.keyFrom(), changes.keyTo(), key, keyFrom, keyTo));
  }

  private void settle(Accumulator accumulator, int value) {
    boolean was = first(former);
    boolean is = first(present);
    if (was && is && isSame()) {
      return;
    }
    if (was) {
      accumulator.add(arguments(former, value), -1);
    }
    if (is) {
      accumulator.add(arguments(present, value), 1);
    }
  }

  private boolean first(GroupCursor cursor) {
    cursor.seek(key, keyFrom, keyTo);
    while (cursor.next()) {
      if (cursor.weight() > 0) {
        return true;
      }
    }
    return false;
  }

  private boolean isSame() {
    return Bytes.equal(
        former.bytes(),
        former.valueFrom(),
        former.valueTo(),
        present.bytes(),
        present.valueFrom(),
        present.valueTo());
  }

  /** The entry's value, or what the sort key has instead. */
  private RowReader arguments(GroupCursor cursor, int value) {
    return cursor.valueFrom() == cursor.valueTo()
        ? reader.set(key, value, keyTo)
        : reader.set(cursor.bytes(), cursor.valueFrom(), cursor.valueTo());
  }

  /** The changes are done with. */
  void clear() {
    changes.clear();
    former.over(NO_RUNS);
    present.over(NO_RUNS);
    more = false;
  }
}
