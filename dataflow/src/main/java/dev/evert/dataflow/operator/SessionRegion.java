package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.arrangement.MergeCursor;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.spi.row.RowWriter;

/**
 * Cuts the changes of a partition into regions that do not concern each other: changed rows, and
 * the sessions that they may be in, with more than a gap between one region and the next.
 */
final class SessionRegion {
  /** How long a time is at the end of a key. */
  static final int TIME_BYTES = 1 + Long.BYTES;

  private final long gap;
  private final MergeCursor sessions = new MergeCursor();
  private final MergeCursor rows = new MergeCursor();
  private final GroupCursor formerRows = new GroupCursor();
  private final GroupCursor presentRows = new GroupCursor();
  private final RowWriter key = new RowWriter();
  private final Spans former = new Spans();
  private final Spans present = new Spans();
  private Run[] known = {};
  private PartitionBatch batch = new PartitionBatch((_, _, _, _) -> {}, (_, _, _, _) -> {});
  private int firstChange;
  private int endOfChanges;
  private int end;
  private long low;
  private long high;
  private boolean standing;

  SessionRegion(long gap) {
    this.gap = gap;
  }

  /** The time that a key ends with. */
  static long time(byte[] bytes, int to) {
    return Bytes.prefix(bytes, to - Long.BYTES, to) ^ Long.MIN_VALUE;
  }

  /** A time and a span, no further than the ends of time. */
  static long plus(long time, long span) {
    long sum = time + span;
    return ((time ^ sum) & (span ^ sum)) < 0 ? (time < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }

  /** Begins with the partition that the batch stands on. */
  void partition(Run[] sessionsBefore, PartitionBatch changes) {
    known = sessionsBefore;
    batch = changes;
    endOfChanges = changes.first();
    end = changes.end();
  }

  /** Moves to the next region of the partition; false at the end. */
  boolean next() {
    firstChange = endOfChanges;
    if (firstChange == end) {
      return false;
    }
    former.clear();
    low = changeTime(firstChange);
    high = low;
    writeKey(plus(low, -gap));
    sessions.from(known, key.buffer(), 0, key.size());
    standing = sessions.next();
    takeSessions();
    do {
      endOfChanges++;
    } while (endOfChanges < end && reaches(changeTime(endOfChanges)));
    return true;
  }

  private long changeTime(int i) {
    EntryBatch entries = batch.entries();
    int entry = batch.changed()[i];
    return time(entries.bytes(), entries.keyTo(entry));
  }

  private void writeKey(long time) {
    key.reset()
        .putEncoded(batch.entries().bytes(), batch.from(), batch.partitionTo() - batch.from());
    key.putInt8(time);
  }

  /** Whether a change belongs to the region; then it grows to it. */
  private boolean reaches(long time) {
    if (time > plus(high, gap)) {
      return false;
    }
    high = Math.max(high, time);
    takeSessions();
    return true;
  }

  private void takeSessions() {
    while (standing && isInPartition(sessions)) {
      long first = time(sessions.bytes(), sessions.valueTo());
      if (first > plus(high, gap)) {
        return;
      }
      long last = time(sessions.bytes(), sessions.keyTo());
      former.add(first, last);
      low = Math.min(low, first);
      high = Math.max(high, last);
      standing = sessions.next();
    }
  }

  private boolean isInPartition(MergeCursor cursor) {
    int length = key.size() - TIME_BYTES;
    int from = cursor.keyFrom();
    return cursor.keyTo() - from == key.size()
        && Bytes.equal(cursor.bytes(), from, from + length, key.buffer(), 0, length);
  }

  /**
   * Finds the sessions that the region has now.
   *
   * @param takesBack whether a row may be gone, or be missing though it has come: else the changes
   *     and all that they touch are one session
   */
  void compute(Run[] before, Run[] after, boolean takesBack) {
    present.clear();
    boolean appears = !takesBack;
    boolean misses = false;
    if (takesBack) {
      formerRows.over(before);
      presentRows.over(after);
      for (int i = firstChange; i < endOfChanges; i++) {
        writeKey(changeTime(i));
        boolean had = isThere(formerRows);
        boolean has = isThere(presentRows);
        appears |= has && !had;
        misses |= !has;
      }
      formerRows.clear();
      presentRows.clear();
    }
    if (misses) {
      scan(after);
    } else if (appears) {
      present.add(low, high);
    } else {
      former.copyTo(present);
    }
  }

  private boolean isThere(GroupCursor cursor) {
    return cursor.seek(key.buffer(), 0, key.size()) && cursor.next();
  }

  private void scan(Run[] runs) {
    writeKey(low);
    rows.from(runs, key.buffer(), 0, key.size());
    while (rows.next() && isInPartition(rows)) {
      long time = time(rows.bytes(), rows.keyTo());
      if (time > high) {
        break;
      }
      int last = present.size() - 1;
      if (last >= 0 && time <= plus(present.last(last), gap)) {
        present.extend(time);
      } else {
        present.add(time, time);
      }
    }
  }

  /** The region's sessions before the changes. */
  Spans former() {
    return former;
  }

  /** The region's sessions with the changes. */
  Spans present() {
    return present;
  }

  /** The place of the region's first change among those of the batch. */
  int firstChange() {
    return firstChange;
  }

  /** The place after its last change. */
  int endOfChanges() {
    return endOfChanges;
  }

  /** Forgets what it read from. */
  void clear() {
    sessions.clear();
    rows.clear();
    known = new Run[0];
  }
}
