package dev.evert.dataflow.operator;

import dev.evert.dataflow.Node;
import dev.evert.dataflow.RowFunction;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.memtable.ValueTable;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;
import java.util.Arrays;
import java.util.List;

/**
 * Gives the first few rows of each partition of rows that never go: no others need be kept. What a
 * batch changes in a partition is found by comparing its first rows before and after.
 */
final class BoundedTopOperator extends Operator {
  private static final int NONE = -1;

  private final RowFunction partitionKey;
  private final RowFunction sortKey;
  private final long limit;
  private final boolean numbered;
  private final Port input;
  private final RowErrors errors;
  private final GroupStates states;

  private final RowWriter partition = new RowWriter();
  private final RowWriter sort = new RowWriter();
  private final RowWriter list = new RowWriter();
  private final FirstRows rows = new FirstRows();
  private final FirstRows formerRows = new FirstRows();
  private final RowWriter formers = new RowWriter();
  private int count;
  private int[] records = new int[16];
  private int[] formerTos = new int[16];
  private long[] causes = new long[16];

  BoundedTopOperator(Node.Top node, Feed input, Arrangement arrangement, RowErrors errors) {
    super("top " + node.detail());
    this.partitionKey = node.partitionKey();
    this.sortKey = node.sortKey();
    this.limit = node.limit();
    this.numbered = node.numbered();
    this.input = new Port(input);
    this.states = new GroupStates(arrangement);
    this.errors = errors;
  }

  @Override
  void visit() {
    Delta changes = input.take();
    if (changes == null) {
      return;
    }
    states.begin();
    for (int i = 0; i < changes.size(); i++) {
      enter(changes, i);
    }
    for (int group = 0; group < count; group++) {
      compare(group);
    }
    count = 0;
    formers.reset();
    states.end();
  }

  private void enter(Delta changes, int i) {
    byte[] bytes = changes.bytes();
    int from = changes.from(i);
    int to = changes.to(i);
    try {
      partitionKey.apply(bytes, from, to, partition.reset());
      sortKey.apply(bytes, from, to, sort.reset());
    } catch (EvertException e) {
      errors.add(label(), e, bytes, from, to, changes.weight(i), changes.cause(i));
      return;
    }
    int record = states.find(partition.buffer(), 0, partition.size());
    long copies = Math.min(changes.weight(i), limit);
    for (long copy = 0; copy < copies && admits(record, bytes, from, to); copy++) {
      record = insert(record, bytes, from, to, changes.cause(i));
    }
  }

  private boolean admits(int record, byte[] bytes, int from, int to) {
    ValueTable table = states.table();
    return !table.hasValue(record) || over(rows, record).admits(sort, bytes, from, to, limit);
  }

  private FirstRows over(FirstRows cursor, int record) {
    ValueTable table = states.table();
    int from = table.valueFrom(record);
    int to = table.hasValue(record) ? table.valueTo(record) : from;
    return cursor.over(table.bytes(record), from, to);
  }

  private int insert(int record, byte[] bytes, int from, int to, long cause) {
    ValueTable table = states.table();
    int group = table.mark(record);
    if (group == NONE) {
      group = begin(record);
    }
    causes[group] = Math.max(causes[group], cause);
    over(rows, record).insert(sort, bytes, from, to, limit, list);
    states.expect(list.size());
    records[group] = table.put(record, list.buffer(), 0, list.size());
    return records[group];
  }

  /** Keeps what a partition has before the batch. */
  private int begin(int record) {
    if (count == records.length) {
      records = Arrays.copyOf(records, 2 * count);
      formerTos = Arrays.copyOf(formerTos, 2 * count);
      causes = Arrays.copyOf(causes, 2 * count);
    }
    ValueTable table = states.table();
    if (table.hasValue(record)) {
      int from = table.valueFrom(record);
      formers.putEncoded(table.bytes(record), from, table.valueTo(record) - from);
    }
    table.mark(record, count);
    causes[count] = Long.MIN_VALUE;
    formerTos[count] = formers.size();
    return count++;
  }

  private void compare(int group) {
    int record = records[group];
    states.table().mark(record, NONE);
    int from = group == 0 ? 0 : formerTos[group - 1];
    formerRows.over(formers.buffer(), from, formerTos[group]);
    over(rows, record);
    if (numbered) {
      compareByPlace(causes[group]);
    } else {
      compareByOrder(causes[group]);
    }
  }

  private void compareByOrder(long cause) {
    boolean had = formerRows.next();
    boolean has = rows.next();
    while (had || has) {
      int order = had && has ? formerRows.compare(rows) : had ? -1 : 1;
      if (order < 0) {
        give(formerRows, -1, cause, 0);
      } else if (order > 0) {
        give(rows, 1, cause, 0);
      }
      had = order <= 0 ? formerRows.next() : had;
      has = order >= 0 ? rows.next() : has;
    }
  }

  private void compareByPlace(long cause) {
    boolean had = formerRows.next();
    boolean has = rows.next();
    for (int place = 1; had || has; place++) {
      if (!had || !has || formerRows.compare(rows) != 0) {
        if (had) {
          give(formerRows, -1, cause, place);
        }
        if (has) {
          give(rows, 1, cause, place);
        }
      }
      had = formerRows.next();
      has = rows.next();
    }
  }

  private void give(FirstRows of, long weight, long cause, int place) {
    Delta out = out().rows();
    out.writer().putEncoded(of.bytes(), of.rowFrom(), of.rowTo() - of.rowFrom());
    if (numbered) {
      out.writer().putInt8(place);
    }
    out.end(weight, cause);
    drainIfFull();
  }

  @Override
  List<Arrangement> arrangements() {
    return List.of(states.arrangement());
  }

  @Override
  long taken() {
    return input.total();
  }
}
