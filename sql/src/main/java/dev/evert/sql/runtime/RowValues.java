package dev.evert.sql.runtime;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;

/** Makes rows, as encoded fields, and finds what is in them. */
public final class RowValues {
  private RowValues() {}

  /** A writer to put the fields into. */
  public static RowWriter begin() {
    RowWriter out = new RowWriter();
    out.beginRow();
    return out;
  }

  /** The row of what was put since. */
  public static Slice end(RowWriter out) {
    return new Slice(out.buffer(), 0, out.size());
  }

  /** Where in the bytes a field starts, or -1 if it is null. */
  public static int start(Slice row, Type.Row type, int field) {
    RowReader reader = new RowReader().set(row.bytes(), row.from(), row.to());
    reader.beginRow();
    for (int i = 0; i < field; i++) {
      reader.skip(type.fields().get(i).type());
    }
    return reader.isPresent() ? reader.offset() : -1;
  }
}
