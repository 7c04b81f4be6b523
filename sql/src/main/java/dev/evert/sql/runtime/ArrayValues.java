package dev.evert.sql.runtime;

import dev.evert.spi.row.RowWriter;

/** Makes arrays, as encoded fields. */
public final class ArrayValues {
  private ArrayValues() {}

  /** A writer to put the elements into. */
  public static RowWriter begin() {
    RowWriter out = new RowWriter();
    out.beginArray();
    return out;
  }

  /** The array of what was put since. */
  public static Slice end(RowWriter out, int count) {
    if (count == 0) {
      out.endArray(new int[0], new int[0]);
    } else {
      out.endArray(new int[] {count}, new int[] {1});
    }
    return new Slice(out.buffer(), 0, out.size());
  }
}
