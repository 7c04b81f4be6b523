package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.MergeCursor;
import dev.evert.dataflow.arrangement.Run;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the rows at the places {@code offset} to {@code offset + limit}, or to those of them
 * that come after the place that it starts from.
 */
final class Window {
  private final long offset;
  private final long end;
  private final MergeCursor cursor = new MergeCursor();
  private @Nullable WindowNotes notes;
  private long place;
  private long weight;

  Window(long offset, long limit) {
    this.offset = offset;
    this.end = offset + limit < 0 ? Long.MAX_VALUE : offset + limit;
  }

  /**
   * Stands before its first row.
   *
   * @param start null to start from the first row of all
   * @param takesNotes notes down what is gone through, or is null
   */
  void over(Run[] runs, Places.@Nullable Place start, @Nullable WindowNotes takesNotes) {
    notes = takesNotes;
    if (start == null) {
      cursor.over(runs);
      place = 0;
    } else {
      cursor.from(runs, start.key(), 0, start.key().length);
      place = start.before();
    }
  }

  boolean next() {
    while (place < end && cursor.next()) {
      long count = Math.max(0, cursor.weight());
      long first = Math.max(place, offset);
      long last = Math.min(place + count, end);
      note(count);
      place += count;
      if (last > first) {
        weight = last - first;
        return true;
      }
    }
    return false;
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
