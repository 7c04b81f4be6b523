package dev.evert.engine.audit;

import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.Schema;
import dev.evert.spi.text.TextFormat;
import java.util.List;

/** Shows keys to people: {@code id = 7}, or all columns of a row that has no key. */
final class KeyText {
  private final List<Column> columns;

  KeyText(Schema schema) {
    columns = schema.keyed() ? schema.keyColumns() : schema.columns();
  }

  String show(byte[] key) {
    StringBuilder out = new StringBuilder();
    RowReader in = new RowReader().set(key);
    for (Column column : columns) {
      out.append(out.isEmpty() ? "" : ", ").append(column.name()).append(" = ");
      if (in.isPresent()) {
        TextFormat.format(column.type(), in, out);
      } else {
        in.skipAbsent();
        out.append("null");
      }
    }
    return out.toString();
  }
}
