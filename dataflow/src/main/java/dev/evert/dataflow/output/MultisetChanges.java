package dev.evert.dataflow.output;

import dev.evert.dataflow.ChangeCursor;
import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.arrangement.MergeCursor;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.spi.row.BigEndian;
import dev.evert.spi.row.RowWriter;

/**
 * Reads the changes of a view without key: where a row is there more often than before, it is
 * inserted with the next numbers; where less often, those with the last numbers are deleted.
 */
final class MultisetChanges implements ChangeCursor {
  /** An int8 field. */
  static final int NUMBER_BYTES = 1 + Long.BYTES;

  private final HeldRuns changed;
  private final HeldRuns counted;
  private final MergeCursor cursor = new MergeCursor();
  private final GroupCursor counts = new GroupCursor();
  private final boolean causesKnown;
  private final RowWriter key = new RowWriter();
  private int rowTo;
  private long number;
  private long end;
  private boolean inserts;

  /**
   * Reads from the first row on.
   *
   * @param changed the runs of the changes, of which so many are added up, the others taken away
   * @param counted the runs that say how often each row was there before the changes: the first
   *     ones added up, the others taken away
   */
  MultisetChanges(
      HeldRuns changed, int positive, HeldRuns counted, int countedPositive, boolean causesKnown) {
    this.changed = changed;
    this.counted = counted;
    this.causesKnown = causesKnown;
    cursor.over(changed.runs(), positive);
    counts.over(counted.runs(), countedPositive);
  }

  /** Reads the keys after this one: a row and a number. */
  MultisetChanges after(byte[] bytes, int from, int to, int positive) {
    int rowEnd = to - NUMBER_BYTES;
    long last = BigEndian.getLong(bytes, rowEnd + 1) ^ Long.MIN_VALUE;
    cursor.from(changed.runs(), positive, bytes, from, rowEnd);
    if (cursor.next()) {
      begin();
      if (isAt(bytes, from, rowEnd)) {
        number = Math.max(number, last + 1);
      }
    }
    return this;
  }

  private boolean isAt(byte[] bytes, int from, int to) {
    return Bytes.equal(key.buffer(), 0, rowTo, bytes, from, to);
  }

  @Override
  public boolean next() {
    while (number >= end) {
      if (!cursor.next()) {
        return false;
      }
      begin();
    }
    key.truncate(rowTo);
    key.putInt8(number++);
    return true;
  }

  private void begin() {
    int from = cursor.keyFrom();
    int to = cursor.keyTo();
    key.reset().putEncoded(cursor.bytes(), from, to - from);
    rowTo = key.size();
    long before = 0;
    if (counts.seek(cursor.bytes(), from, to) && counts.next()) {
      before = counts.weight();
    }
    long after = before + cursor.weight();
    inserts = after > before;
    number = Math.min(before, after);
    end = Math.max(before, after);
  }

  @Override
  public byte[] keyBytes() {
    return key.buffer();
  }

  @Override
  public int keyFrom() {
    return 0;
  }

  @Override
  public int keyTo() {
    return rowTo + NUMBER_BYTES;
  }

  @Override
  public boolean hasBefore() {
    return !inserts;
  }

  @Override
  public byte[] beforeBytes() {
    return key.buffer();
  }

  @Override
  public int beforeFrom() {
    return 0;
  }

  @Override
  public int beforeTo() {
    return rowTo;
  }

  @Override
  public boolean hasAfter() {
    return inserts;
  }

  @Override
  public byte[] afterBytes() {
    return key.buffer();
  }

  @Override
  public int afterFrom() {
    return 0;
  }

  @Override
  public int afterTo() {
    return rowTo;
  }

  @Override
  public long cause() {
    return causesKnown ? cursor.cause() : UNKNOWN_CAUSE;
  }

  @Override
  public void close() {
    cursor.clear();
    counts.clear();
    changed.close();
    counted.close();
  }
}
