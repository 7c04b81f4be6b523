package dev.evert.dataflow.operator;

import dev.evert.dataflow.delta.Bytes;
import dev.evert.spi.row.BigEndian;
import dev.evert.spi.row.RowWriter;

/**
 * The first rows of a partition in their order, as bytes:
 *
 * <pre>
 *   rows  = number of rows, int4 | where the last one begins, int4 | row*
 *   row   = length of the sort key, int4 | length of the row, int4 | sort key | row
 * </pre>
 *
 * <p>It stands on one of the rows. One thread.
 */
final class FirstRows {
  private static final int HEADER_BYTES = 2 * Integer.BYTES;

  private byte[] bytes = {};
  private int from;
  private int to;
  private int at;
  private int sortTo;
  private int rowTo;

  /** Stands before the first of the rows, of which there may be none. */
  FirstRows over(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.rowTo = Math.min(to, from + HEADER_BYTES);
    return this;
  }

  int size() {
    return from == to ? 0 : BigEndian.getInt(bytes, from);
  }

  boolean next() {
    if (rowTo >= to) {
      return false;
    }
    stand(rowTo);
    return true;
  }

  private void stand(int start) {
    at = start;
    sortTo = at + HEADER_BYTES + BigEndian.getInt(bytes, at);
    rowTo = sortTo + BigEndian.getInt(bytes, at + Integer.BYTES);
  }

  byte[] bytes() {
    return bytes;
  }

  int rowFrom() {
    return sortTo;
  }

  int rowTo() {
    return rowTo;
  }

  /** How the row that it stands on compares to another. */
  int compare(FirstRows other) {
    int order =
        Bytes.compare(
            bytes, at + HEADER_BYTES, sortTo, other.bytes, other.at + HEADER_BYTES, other.sortTo);
    return order != 0 ? order : compareRow(other.bytes, other.sortTo, other.rowTo);
  }

  private int compareRow(byte[] row, int rowFrom, int otherTo) {
    return Bytes.compare(bytes, sortTo, rowTo, row, rowFrom, otherTo);
  }

  private int compare(RowWriter sortKey, byte[] row, int start, int end) {
    int order =
        Bytes.compare(bytes, at + HEADER_BYTES, sortTo, sortKey.buffer(), 0, sortKey.size());
    return order != 0 ? order : compareRow(row, start, end);
  }

  /** Whether a row comes before the last one, or there is room for it. */
  boolean admits(RowWriter sortKey, byte[] row, int start, int end, long limit) {
    if (size() < limit) {
      return true;
    }
    stand(from + BigEndian.getInt(bytes, from + Integer.BYTES));
    return compare(sortKey, row, start, end) > 0;
  }

  /** Writes the rows with another one among them, at most so many. */
  void insert(RowWriter sortKey, byte[] row, int start, int end, long limit, RowWriter out) {
    out.reset();
    out.reserve(HEADER_BYTES);
    int count = 0;
    int last = 0;
    boolean inserted = false;
    over(bytes, from, to);
    while (count < limit) {
      int next = out.size();
      boolean here = rowTo < to;
      if (here) {
        stand(rowTo);
      }
      if (!inserted && (!here || compare(sortKey, row, start, end) > 0)) {
        write(sortKey, row, start, end, out);
        inserted = true;
        rowTo = here ? at : rowTo;
      } else if (here) {
        out.putEncoded(bytes, at, rowTo - at);
      } else {
        break;
      }
      last = next;
      count++;
    }
    BigEndian.putInt(out.buffer(), 0, count);
    BigEndian.putInt(out.buffer(), Integer.BYTES, last);
  }

  private static void write(RowWriter sortKey, byte[] row, int start, int end, RowWriter out) {
    int place = out.reserve(HEADER_BYTES);
    BigEndian.putInt(out.buffer(), place, sortKey.size());
    BigEndian.putInt(out.buffer(), place + Integer.BYTES, end - start);
    out.putEncoded(sortKey.buffer(), 0, sortKey.size());
    out.putEncoded(row, start, end - start);
  }
}
