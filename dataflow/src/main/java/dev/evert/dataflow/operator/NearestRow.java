package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.MergeCursor;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.dataflow.delta.RowShape;
import dev.evert.spi.row.RowWriter;
import org.jspecify.annotations.Nullable;

/** Finds the first right row from a place on, in one state of the right side. */
final class NearestRow {
  private static final byte[] NO_ROW = new byte[0];

  private final MergeCursor cursor = new MergeCursor();
  private final RowWriter shaped = new RowWriter();
  private Run[] runs = {};
  private byte[] bytes = NO_ROW;
  private int from;
  private int to;

  void over(Run[] state) {
    runs = state;
  }

  /**
   * Finds it.
   *
   * @param key of a right row, at the place to start from
   * @param prefix how long the part is that has to be equal
   */
  void find(RowWriter key, int prefix, @Nullable RowShape shape) {
    none();
    cursor.from(runs, key.buffer(), 0, key.size());
    while (cursor.next() && isInPart(key, prefix)) {
      if (cursor.weight() > 0) {
        take(shape);
        return;
      }
    }
  }

  private boolean isInPart(RowWriter key, int prefix) {
    int start = cursor.keyFrom();
    return cursor.keyTo() - start == key.size()
        && Bytes.equal(cursor.bytes(), start, start + prefix, key.buffer(), 0, prefix);
  }

  private void take(@Nullable RowShape shape) {
    bytes = cursor.bytes();
    from = cursor.keyTo();
    to = cursor.valueTo();
    if (shape != null) {
      shape.fit(bytes, from, to, shaped.reset());
      bytes = shaped.buffer();
      from = 0;
      to = shaped.size();
    }
  }

  /** There is none. */
  void none() {
    bytes = NO_ROW;
    from = 0;
    to = 0;
  }

  /** Whether there is none in either, or the same row. */
  boolean isSame(NearestRow other) {
    return Bytes.equal(bytes, from, to, other.bytes, other.from, other.to);
  }

  boolean isPresent() {
    return to > from;
  }

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** Forgets its runs. */
  void clear() {
    cursor.clear();
    runs = new Run[0];
  }
}
