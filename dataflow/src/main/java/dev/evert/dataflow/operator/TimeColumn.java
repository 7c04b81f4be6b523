package dev.evert.dataflow.operator;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.util.List;

/** Reads the time of a table's rows. One thread. */
final class TimeColumn {
  /** A row has no time. */
  static final long NONE = Long.MIN_VALUE;

  private final List<Type> before;
  private final RowReader reader = new RowReader();

  TimeColumn(Schema schema, int column) {
    this(schema.types().subList(0, column));
  }

  private TimeColumn(List<Type> before) {
    this.before = before;
  }

  /** For another thread. */
  TimeColumn another() {
    return new TimeColumn(before);
  }

  /** The time of a row; {@link #NONE} if it has none, or its source did not send it. */
  long of(byte[] bytes, int from, int to) {
    reader.set(bytes, from, to);
    for (Type type : before) {
      if (reader.atEnd()) {
        return NONE;
      }
      reader.skip(type);
    }
    return reader.atEnd() || !reader.isPresent() ? NONE : reader.readInt8();
  }
}
