package dev.evert.dataflow.aggregate;

import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.spi.row.BigEndian;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;

/**
 * Goes through the values of one group of an ordered function, in their order. In the arrangement a
 * value is
 *
 * <pre>
 *   sort key | arguments | bytes of the sort key, int4
 * </pre>
 */
public final class OrderedValues {
  private final boolean distinct;
  private final GroupCursor cursor = new GroupCursor();
  private final RowReader reader = new RowReader();
  private final RowWriter last = new RowWriter();
  private boolean begun;
  private boolean same;

  /**
   * Of no group yet.
   *
   * @param distinct whether of values with equal sort keys only the first one is gone through;
   *     where there are no sort keys, each value once
   */
  public OrderedValues(boolean distinct) {
    this.distinct = distinct;
  }

  /** Looks into its runs. */
  public GroupCursor cursor() {
    return cursor;
  }

  /** Writes an entry as it lies in the arrangement. */
  public static void write(RowReader entry, RowWriter out) {
    int from = EntryField.keyFrom(entry);
    out.putEncoded(entry.bytes(), from, EntryField.valueTo(entry) - from);
    int at = out.reserve(Integer.BYTES);
    BigEndian.putInt(out.buffer(), at, EntryField.valueFrom(entry) - from);
  }

  /** Stands before the first value of a key. */
  public OrderedValues seek(byte[] key, int from, int to) {
    cursor.seek(key, from, to);
    begun = false;
    return this;
  }

  /** Moves to the next value; false at the end. */
  boolean next() {
    while (cursor.next()) {
      if (cursor.weight() > 0) {
        same = isLast();
        if (!(distinct && same)) {
          remember();
          return true;
        }
      }
    }
    return false;
  }

  private boolean isLast() {
    return begun
        && Bytes.equal(
            cursor.bytes(), cursor.valueFrom(), identityTo(), last.buffer(), 0, last.size());
  }

  private void remember() {
    if (!same) {
      int from = cursor.valueFrom();
      last.reset().putEncoded(cursor.bytes(), from, identityTo() - from);
      begun = true;
    }
  }

  /** Whether the value is equal to the one before it. */
  boolean isSame() {
    return same;
  }

  /** Where that ends by which values are told apart. */
  private int identityTo() {
    int key = keyBytes();
    return key == 0 ? argumentsTo() : cursor.valueFrom() + key;
  }

  private int keyBytes() {
    return BigEndian.getInt(cursor.bytes(), argumentsTo());
  }

  private int argumentsTo() {
    return cursor.valueTo() - Integer.BYTES;
  }

  /** How often the value is there. */
  long weight() {
    return distinct ? 1 : cursor.weight();
  }

  /** Stands before the value's arguments. */
  RowReader arguments() {
    return reader.set(cursor.bytes(), cursor.valueFrom() + keyBytes(), argumentsTo());
  }

  /** Holds the sort key. */
  byte[] bytes() {
    return cursor.bytes();
  }

  /** Where the sort key begins. */
  int keyFrom() {
    return cursor.valueFrom();
  }

  /** Where it ends. */
  int keyTo() {
    return cursor.valueFrom() + keyBytes();
  }
}
