package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Fetch;
import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.arrangement.MergeCursor;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunBuilder;
import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.dataflow.delta.RowShape;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the changes of a table into deltas: with a key, through the row that the arrangement by the
 * key holds; without one, through how often it holds the row. Its arrangement is also that of joins
 * by the same key.
 *
 * <p>Large transactions are handed on in pieces of sorted keys. The rows that are given have the
 * columns that the circuit was built with, those that are kept have all.
 */
final class TableOperator extends Operator {
  private final String name;
  private final boolean keyed;
  private final Schema given;
  private final Arranged arranged;
  private final Fetch fetch;
  private final @Nullable EventTime eventTime;
  private final RowErrors errors;
  private final TableChanges changes = new TableChanges();
  private Schema schema;
  private RowShape shape;
  private boolean rowsWanted;
  private int batchRows = Delta.FULL_ROWS;

  private final RunBuilder builder = new RunBuilder(true);
  private final GroupCursor state = new GroupCursor();
  private final EntryBatch moved = new EntryBatch();
  private final RowWriter cut = new RowWriter();
  private final StandingRow row = new StandingRow();
  private long taken;

  TableOperator(
      String name,
      Schema schema,
      Arrangement arrangement,
      @Nullable EventTime eventTime,
      RowErrors errors) {
    super("table " + name);
    this.name = name;
    this.keyed = schema.keyed();
    this.given = schema;
    this.schema = schema;
    this.shape = new RowShape(schema);
    this.arranged = new Arranged(arrangement);
    this.fetch = arrangement.fetch();
    this.eventTime = eventTime;
    this.errors = errors;
    boolean forgets = eventTime != null && eventTime.isAppendOnly();
    arrangement.expire(forgets && eventTime != null ? eventTime.behind(keyed) : null);
  }

  @Nullable EventTime eventTime() {
    return eventTime;
  }

  String name() {
    return name;
  }

  Arranged arranged() {
    return arranged;
  }

  TableChanges changes() {
    return changes;
  }

  Schema schema() {
    return schema;
  }

  @Override
  void limit(int rows) {
    super.limit(rows);
    batchRows = rows;
  }

  /** Someone takes the rows themselves, not only the arrangement. */
  void wantRows() {
    rowsWanted = true;
  }

  /** Some rows that are kept have fewer columns than the schema. */
  void ragged() {
    arranged.shape(new RowShape(given));
  }

  boolean isPartial(byte[] bytes, int from, int to) {
    return shape.isPartial(bytes, from, to);
  }

  void refuse(String reason, byte[] bytes, int from, int to, long cause) {
    errors.refuse(label(), reason, bytes, from, to, cause);
  }

  /** The table has further columns. All rows of a multiset get them, or equal ones would differ. */
  void evolve(Schema wider) {
    schema = wider;
    shape = new RowShape(wider);
    arranged.shape(new RowShape(given));
    if (!keyed) {
      changes.fit(shape);
      Widening.apply(arranged.arrangement(), shape);
    }
  }

  @Override
  void visit() {
    if (changes.isEmpty()) {
      return;
    }
    taken += changes.entries().size();
    int from = 0;
    for (TableChanges.Mark mark : changes.marks()) {
      apply(changes.entries(), from, mark.at());
      drain();
      switch (mark) {
        case TableChanges.Mark.Truncation(int at, long cause, long watermark) -> {
          truncate(cause, watermark);
          from = at;
        }
        case TableChanges.Mark.PartialMove(int at) -> {
          movePartial(at);
          from = at + 2;
        }
      }
    }
    apply(changes.entries(), from, changes.entries().size());
    changes.reset();
  }

  private void apply(EntryBatch entries, int first, int end) {
    int[] order = entries.sortByKey(first, end - first);
    state.over(arranged.arrangement().runs());
    builder.reset();
    int count = end - first;
    if (keyed) {
      fetch.read(state, entries, order, count);
    }
    int i = 0;
    while (i < count) {
      int groupEnd = i + 1;
      while (groupEnd < count && entries.sameKey(order[i], order[groupEnd])) {
        groupEnd++;
      }
      if (keyed) {
        replace(entries, order, i, groupEnd);
      } else {
        count(entries, order, i, groupEnd);
      }
      i = groupEnd;
      if (isFull()) {
        state.clear();
        give();
        drain();
        state.over(arranged.arrangement().runs());
      }
    }
    state.clear();
    give();
  }

  private boolean isFull() {
    return builder.sizeBytes() >= Delta.FULL_BYTES || builder.entries() >= batchRows;
  }

  /** Hands on what was built so far as an event of the arrangement. */
  private void give() {
    Run run = builder.finish();
    builder.reset();
    if (run != null) {
      arranged.accept(run);
    }
  }

  private void replace(EntryBatch entries, int[] order, int first, int end) {
    byte[] bytes = entries.bytes();
    int keyFrom = entries.from(order[first]);
    int keyTo = entries.keyTo(order[first]);
    boolean had = state.seek(bytes, keyFrom, keyTo) && state.next();
    row.clear();
    if (had) {
      row.put(state.bytes(), state.valueFrom(), state.valueTo());
    }
    long cause = Long.MIN_VALUE;
    for (int i = first; i < end; i++) {
      if (change(entries, order[i])) {
        cause = Math.max(cause, entries.cause(order[i]));
      }
    }
    boolean has = row.isPresent();
    int change = had && has ? compareToState() : had ? -1 : 1;
    if (change < 0) {
      takeBack(bytes, keyFrom, keyTo, cause);
    }
    if (has && change != 0) {
      builder.add(bytes, keyFrom, keyTo, row.bytes(), row.from(), row.to(), 1, cause);
      give(row.bytes(), row.from(), row.to(), 1, cause);
    }
    if (had && change > 0) {
      takeBack(bytes, keyFrom, keyTo, cause);
    }
  }

  private int compareToState() {
    return row.compareFrom(state.bytes(), state.valueFrom(), state.valueTo());
  }

  private void takeBack(byte[] key, int keyFrom, int keyTo, long cause) {
    byte[] bytes = state.bytes();
    int from = state.valueFrom();
    int to = state.valueTo();
    builder.add(key, keyFrom, keyTo, bytes, from, to, -1, cause);
    give(bytes, from, to, -1, cause);
  }

  /** Applies a change to the row that stands; whether it had an effect. */
  private boolean change(EntryBatch entries, int i) {
    byte[] bytes = entries.bytes();
    int from = entries.keyTo(i);
    int to = entries.to(i);
    boolean had = row.isPresent();
    if (had && eventTime != null && isRefused(eventTime, entries, i)) {
      return false;
    }
    if (entries.weight(i) < 0) {
      row.clear();
      return had;
    }
    if (!shape.isPartial(bytes, from, to)) {
      row.put(bytes, from, to);
    } else if (had) {
      row.fill(shape, bytes, from, to);
    } else {
      refuse("unchanged fields of a row that is not there", bytes, from, to, entries.cause(i));
      return false;
    }
    return true;
  }

  /** Whether a change of the row that stands has no effect. */
  private boolean isRefused(EventTime time, EntryBatch entries, int i) {
    long watermark = entries == moved ? Long.MIN_VALUE : changes.watermark(i);
    if (time.isLate(row, entries, i, watermark)) {
      return true;
    }
    if (time.isAppendOnly()) {
      String reason = "a change of a row that is there already";
      refuse(reason, row.bytes(), row.from(), row.to(), entries.cause(i));
    }
    return time.isAppendOnly();
  }

  private boolean isLate(byte[] bytes, int from, int to, long watermark, long cause) {
    return eventTime != null && eventTime.isLate(bytes, from, to, watermark, cause);
  }

  private void count(EntryBatch entries, int[] order, int first, int end) {
    byte[] bytes = entries.bytes();
    int from = entries.from(order[first]);
    int to = entries.keyTo(order[first]);
    long before = 0;
    boolean known = false;
    long weight = 0;
    long cause = Long.MIN_VALUE;
    for (int i = first; i < end; i++) {
      int change = entries.weight(order[i]) < 0 ? -1 : 1;
      if (change < 0 && before + weight <= 0 && !known) {
        known = true;
        before = state.seek(bytes, from, to) && state.next() ? state.weight() : 0;
      }
      if (change < 0 && before + weight <= 0) {
        refuse("a row to take away that is not there", bytes, from, to, entries.cause(order[i]));
      } else {
        weight += change;
        cause = Math.max(cause, entries.cause(order[i]));
      }
    }
    if (weight != 0) {
      builder.add(bytes, from, to, to, weight, cause);
      give(bytes, from, to, weight, cause);
    }
  }

  private void give(byte[] bytes, int from, int to, long weight, long cause) {
    if (!rowsWanted) {
      return;
    }
    Delta rows = out().rows();
    RowShape narrower = arranged.shape();
    if (narrower == null) {
      rows.add(bytes, from, to, weight, cause);
    } else {
      narrower.fit(bytes, from, to, cut.reset());
      rows.add(cut.buffer(), 0, cut.size(), weight, cause);
    }
  }

  /** A row behind the watermark stays, and is late. */
  private void truncate(long cause, long watermark) {
    Run[] all = arranged.arrangement().runs();
    for (Run run : all) {
      run.hold();
    }
    MergeCursor cursor = new MergeCursor().over(all);
    builder.reset();
    while (cursor.next()) {
      byte[] bytes = cursor.bytes();
      int rowStart = keyed ? cursor.keyTo() : cursor.keyFrom();
      if (isLate(bytes, rowStart, cursor.valueTo(), watermark, cause)) {
        continue;
      }
      builder.add(
          bytes, cursor.keyFrom(), cursor.keyTo(), cursor.valueTo(), -cursor.weight(), cause);
      give(bytes, rowStart, cursor.valueTo(), -cursor.weight(), cause);
      if (isFull()) {
        give();
        drain();
      }
    }
    cursor.clear();
    give();
    drain();
    if (eventTime == null) {
      arranged.arrangement().clear();
    }
    for (Run run : all) {
      run.release();
    }
  }

  private void movePartial(int at) {
    EntryBatch entries = changes.entries();
    byte[] bytes = entries.bytes();
    int from = entries.keyTo(at + 1);
    int to = entries.to(at + 1);
    state.over(arranged.arrangement().runs());
    boolean found = state.seek(bytes, entries.from(at), entries.keyTo(at)) && state.next();
    long watermark = eventTime == null ? Long.MIN_VALUE : changes.watermark(at);
    if (found
        && isLate(
            state.bytes(), state.valueFrom(), state.valueTo(), watermark, entries.cause(at))) {
      state.clear();
    } else if (found) {
      moved.writer().putEncoded(bytes, entries.from(at), entries.keyTo(at) - entries.from(at));
      moved.endKey();
      moved.end(-1, entries.cause(at));
      int keyFrom = entries.from(at + 1);
      moved.writer().putEncoded(bytes, keyFrom, entries.keyTo(at + 1) - keyFrom);
      moved.endKey();
      shape.fill(
          bytes, from, to, state.bytes(), state.valueFrom(), state.valueTo(), moved.writer());
      moved.end(1, entries.cause(at + 1));
      state.clear();
      apply(moved, 0, moved.size());
      drain();
      moved.reset();
    } else {
      state.clear();
      refuse("unchanged fields of a row that is not there", bytes, from, to, entries.cause(at));
    }
  }

  @Override
  void reset() {
    super.reset();
    arranged.reset();
  }

  @Override
  List<Arrangement> arrangements() {
    return List.of(arranged.arrangement());
  }

  @Override
  long taken() {
    return taken;
  }
}
