package dev.evert.dataflow.operator;

import dev.evert.dataflow.Node.Top.Extent;
import dev.evert.dataflow.arrangement.MergeCursor;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.spi.row.RowWriter;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the rows of a partition at the places {@code offset} to {@code offset + limit}, or
 * to those of them that come after the place that it starts from.
 */
final class Window {
  private final long offset;
  private final long end;
  private final Extent extent;
  private final MergeCursor cursor = new MergeCursor();
  private final RowWriter lastKey = new RowWriter();
  private @Nullable WindowNotes notes;
  private byte[] partition = {};
  private int partitionFrom;
  private int partitionTo;
  private long place;
  private long groups;
  private long weight;

  Window(long offset, long limit, Extent extent) {
    this.offset = offset;
    long last = offset + limit < 0 ? Long.MAX_VALUE : offset + limit;
    this.end = limit == 0 ? 0 : last;
    this.extent = extent;
  }

  /** Which partition is gone through: the one whose keys begin so. */
  void partition(byte[] bytes, int from, int to) {
    partition = bytes;
    partitionFrom = from;
    partitionTo = to;
  }

  /**
   * Stands before its first row.
   *
   * @param start null to start from the first row of all
   * @param takesNotes notes down what is gone through, or is null
   */
  void over(Run[] runs, Places.@Nullable Place start, @Nullable WindowNotes takesNotes) {
    notes = takesNotes;
    groups = 0;
    lastKey.reset();
    if (start == null) {
      cursor.from(runs, partition, partitionFrom, partitionTo);
      place = 0;
    } else {
      cursor.from(runs, start.key(), 0, start.key().length);
      place = start.before();
    }
  }

  boolean next() {
    return switch (extent) {
      case ROWS -> nextRow();
      case TIES -> nextRow() || nextTie();
      case GROUPS -> nextOfGroups();
    };
  }

  private boolean nextRow() {
    while (place < end && nextEntry()) {
      long count = Math.max(0, cursor.weight());
      long first = Math.max(place, offset);
      boolean tied = extent == Extent.TIES;
      long last = tied ? place + count : Math.min(place + count, end);
      note(count);
      place += count;
      if (tied && place >= end) {
        keepKey();
      }
      if (last > first) {
        weight = last - first;
        return true;
      }
    }
    return false;
  }

  /** The rows whose key is that of the last row are in the window too. */
  private boolean nextTie() {
    while (place >= end && lastKey.size() > 0 && nextEntry() && hasLastKey()) {
      if (cursor.weight() > 0) {
        weight = cursor.weight();
        return true;
      }
    }
    lastKey.reset();
    return false;
  }

  private boolean nextOfGroups() {
    while (groups <= end && nextEntry()) {
      if (cursor.weight() > 0) {
        if (groups == 0 || !hasLastKey()) {
          groups++;
          keepKey();
        }
        weight = cursor.weight();
        return groups <= end;
      }
    }
    return false;
  }

  private boolean nextEntry() {
    return cursor.next() && isInPartition();
  }

  private boolean isInPartition() {
    int length = partitionTo - partitionFrom;
    int from = cursor.keyFrom();
    return cursor.keyTo() - from >= length
        && Bytes.equal(cursor.bytes(), from, from + length, partition, partitionFrom, partitionTo);
  }

  private void keepKey() {
    int from = cursor.keyFrom();
    lastKey.reset().putEncoded(cursor.bytes(), from, cursor.keyTo() - from);
  }

  private boolean hasLastKey() {
    return Bytes.equal(
        lastKey.buffer(), 0, lastKey.size(), cursor.bytes(), cursor.keyFrom(), cursor.keyTo());
  }

  private void note(long count) {
    WindowNotes book = notes;
    if (book != null) {
      book.see(cursor, place);
      if (place + count >= end) {
        book.end(cursor);
      }
    }
  }

  byte[] bytes() {
    return cursor.bytes();
  }

  int keyFrom() {
    return cursor.keyFrom();
  }

  int rowFrom() {
    return cursor.keyTo();
  }

  int rowTo() {
    return cursor.valueTo();
  }

  /** How often the row is in the window. */
  long weight() {
    return weight;
  }

  void clear() {
    cursor.clear();
  }
}
