package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.RunCursor;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.dataflow.delta.RowShape;
import dev.evert.spi.row.RowWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Goes through an event key by key; the rows of the present key can be gone through any number of
 * times. The event lies in memory, so that its blocks are referred to, not copied.
 */
final class EventGroup {
  private final RunCursor cursor = new RunCursor();
  private final RowWriter shaped = new RowWriter();
  private boolean more;
  private int size;
  private byte[] key = {};
  private int keyFrom;
  private int keyTo;
  private byte[][] bytes = new byte[8][];
  private int[] froms = new int[8];
  private int[] tos = new int[8];
  private long[] weights = new long[8];
  private long[] causes = new long[8];
  private boolean[] marks = new boolean[8];

  void over(Arranged.Look look) {
    cursor.over(look.event(), look.eventBlocks(), 1);
    more = cursor.next();
    size = 0;
  }

  /** Moves to the next key; false at the end. */
  boolean next(@Nullable RowShape shape) {
    size = 0;
    if (!more) {
      cursor.clear();
      return false;
    }
    key = cursor.bytes();
    keyFrom = cursor.keyFrom();
    keyTo = cursor.keyTo();
    do {
      add();
      more = cursor.next();
    } while (more && isSameKey());
    if (shape != null) {
      fit(shape);
    }
    return true;
  }

  private boolean isSameKey() {
    return Bytes.equal(cursor.bytes(), cursor.keyFrom(), cursor.keyTo(), key, keyFrom, keyTo);
  }

  private void add() {
    if (size == froms.length) {
      grow();
    }
    bytes[size] = cursor.bytes();
    froms[size] = cursor.keyTo();
    tos[size] = cursor.valueTo();
    weights[size] = cursor.weight();
    causes[size] = cursor.cause();
    marks[size] = false;
    size++;
  }

  private void grow() {
    bytes = Arrays.copyOf(bytes, 2 * size);
    froms = Arrays.copyOf(froms, 2 * size);
    tos = Arrays.copyOf(tos, 2 * size);
    weights = Arrays.copyOf(weights, 2 * size);
    causes = Arrays.copyOf(causes, 2 * size);
    marks = Arrays.copyOf(marks, 2 * size);
  }

  private void fit(RowShape shape) {
    shaped.reset();
    for (int i = 0; i < size; i++) {
      int start = shaped.size();
      shape.fit(bytes[i], froms[i], tos[i], shaped);
      froms[i] = start;
      tos[i] = shaped.size();
    }
    Arrays.fill(bytes, 0, size, shaped.buffer());
  }

  byte[] key() {
    return key;
  }

  int keyFrom() {
    return keyFrom;
  }

  int keyTo() {
    return keyTo;
  }

  int size() {
    return size;
  }

  byte[] bytes(int i) {
    return bytes[i];
  }

  int from(int i) {
    return froms[i];
  }

  int to(int i) {
    return tos[i];
  }

  long weight(int i) {
    return weights[i];
  }

  long cause(int i) {
    return causes[i];
  }

  long lastCause() {
    long last = causes[0];
    for (int i = 1; i < size; i++) {
      last = Math.max(last, causes[i]);
    }
    return last;
  }

  void mark(int i) {
    marks[i] = true;
  }

  boolean isMarked(int i) {
    return marks[i];
  }
}
