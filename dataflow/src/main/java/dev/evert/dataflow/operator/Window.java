package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.MergeCursor;
import dev.evert.dataflow.arrangement.Run;

/** Goes through the rows at the places {@code offset} to {@code offset + limit}. */
final class Window {
  private final long offset;
  private final long end;
  private final MergeCursor cursor = new MergeCursor();
  private long place;
  private long weight;

  Window(long offset, long limit) {
    this.offset = offset;
    this.end = offset + limit < 0 ? Long.MAX_VALUE : offset + limit;
  }

  void over(Run[] runs) {
    cursor.over(runs);
    place = 0;
  }

  boolean next() {
    while (place < end && cursor.next()) {
      long count = Math.max(0, cursor.weight());
      long first = Math.max(place, offset);
      long last = Math.min(place + count, end);
      place += count;
      if (last > first) {
        weight = last - first;
        return true;
      }
    }
    return false;
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
