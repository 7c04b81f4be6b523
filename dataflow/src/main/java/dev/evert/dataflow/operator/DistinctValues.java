package dev.evert.dataflow.operator;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.aggregate.Accumulator;
import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunCursor;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.spi.row.BigEndian;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import java.util.List;

/**
 * Finds which values came to a group and which left it: those whose first entry is another one with
 * the changes than it was before. Only keys that changed are looked up, each once: what there is
 * with the changes is found by going through the entries of before and the changes side by side.
 */
final class DistinctValues {
  private static final Run[] NO_RUNS = {};

  private final List<AggregateFunction> functions;
  private final Accumulator[] accumulators;
  private final RunCursor changes = new RunCursor();
  private final GroupCursor former = new GroupCursor();
  private final RowWriter was = new RowWriter();
  private final RowWriter is = new RowWriter();
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
      while (more && hasKey()) {
        more = changes.next();
      }
    }
  }

  private boolean isOf(byte[] group, int from, int to) {
    int end = changes.keyFrom() + to - from;
    return end <= changes.keyTo()
        && Bytes.equal(changes.bytes(), changes.keyFrom(), end, group, from, to);
  }

  /** Whether a change is of the present key, whose bytes stay where they are. */
  private boolean hasKey() {
    return Bytes.equal(changes.bytes(), changes.keyFrom(), changes.keyTo(), key, keyFrom, keyTo);
  }

  private void settle(Accumulator accumulator, int value) {
    boolean had = false;
    boolean has = false;
    boolean left = former.seek(key, keyFrom, keyTo) && former.next();
    boolean changed = true;
    while (!(had && has) && (left || changed)) {
      int order = left && changed ? compare() : left ? -1 : 1;
      long before = order <= 0 ? former.weight() : 0;
      long after = before + (order >= 0 ? changes.weight() : 0);
      if (!had && before > 0) {
        had = true;
        was.reset().putEncoded(former.bytes(), former.valueFrom(), formerBytes());
      }
      if (!has && after > 0) {
        has = true;
        take(order <= 0);
      }
      if (order <= 0 && !(had && has)) {
        left = former.next();
      }
      if (order >= 0) {
        more = changes.next();
        changed = more && hasKey();
      }
    }
    tell(accumulator, value, had, has);
  }

  private int compare() {
    return Bytes.compare(
        former.bytes(),
        former.valueFrom(),
        former.valueTo(),
        changes.bytes(),
        changes.keyTo(),
        changes.valueTo());
  }

  private int formerBytes() {
    return former.valueTo() - former.valueFrom();
  }

  private void take(boolean fromFormer) {
    if (fromFormer) {
      is.reset().putEncoded(former.bytes(), former.valueFrom(), formerBytes());
    } else {
      int from = changes.keyTo();
      is.reset().putEncoded(changes.bytes(), from, changes.valueTo() - from);
    }
  }

  private void tell(Accumulator accumulator, int value, boolean had, boolean has) {
    if (had && has && Bytes.equal(was.buffer(), 0, was.size(), is.buffer(), 0, is.size())) {
      return;
    }
    if (had) {
      accumulator.add(arguments(was, value), -1);
    }
    if (has) {
      accumulator.add(arguments(is, value), 1);
    }
  }

  /** The entry's value, or what the sort key has instead. */
  private RowReader arguments(RowWriter entry, int value) {
    return entry.size() == 0
        ? reader.set(key, value, keyTo)
        : reader.set(entry.buffer(), 0, entry.size());
  }

  /** The changes are done with. */
  void clear() {
    changes.clear();
    former.over(NO_RUNS);
    more = false;
  }
}
