package dev.evert.dataflow.operator;

import dev.evert.dataflow.delta.Bytes;
import dev.evert.dataflow.delta.RowShape;
import dev.evert.spi.row.RowWriter;

/**
 * The row of one key, while changes are applied to it one after the other. It refers to the bytes
 * where it lies; they must not change before it is replaced.
 */
final class StandingRow {
  private RowWriter filled = new RowWriter();
  private RowWriter spare = new RowWriter();
  private boolean present;
  private byte[] bytes = {};
  private int from;
  private int to;

  /** There is no row. */
  void clear() {
    present = false;
  }

  /** This is the row. */
  void put(byte[] bytes, int from, int to) {
    this.present = true;
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  /** A partial row takes the row's place, and from it the fields that it lacks. */
  void fill(RowShape shape, byte[] partial, int partialFrom, int partialTo) {
    shape.fill(partial, partialFrom, partialTo, bytes, from, to, spare.reset());
    put(spare.buffer(), 0, spare.size());
    RowWriter last = spare;
    spare = filled;
    filled = last;
  }

  boolean isPresent() {
    return present;
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

  /** How another row compares to this one. */
  int compareFrom(byte[] other, int otherFrom, int otherTo) {
    return Bytes.compare(other, otherFrom, otherTo, bytes, from, to);
  }
}
