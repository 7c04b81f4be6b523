package dev.evert.connectors.postgres.sink;

import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.text.TextFormat;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.copy.CopyIn;

/** Writes rows in COPY's text format. One thread, one COPY. */
final class TextRows {
  private static final int BUFFER_CHARS = 1 << 15;

  private final CopyIn copy;
  private final StringBuilder lines = new StringBuilder(BUFFER_CHARS + 1024);
  private final StringBuilder field = new StringBuilder();
  private final RowReader reader = new RowReader();
  private boolean first = true;

  TextRows(CopyIn copy) {
    this.copy = copy;
  }

  /** Adds a field that needs no escaping. */
  void plain(String value) {
    separate();
    lines.append(value);
  }

  /** Adds the fields of a row, or of a key; those that a short row lacks are its missing values. */
  void fields(byte[] row, List<Column> columns) {
    reader.set(row);
    for (Column column : columns) {
      byte[] missing = column.missing();
      if (reader.atEnd() && missing != null) {
        put(new RowReader().set(missing), column);
      } else {
        put(reader, column);
      }
    }
  }

  private void put(RowReader from, Column column) {
    separate();
    if (!from.isPresent()) {
      from.skipAbsent();
      lines.append("\\N");
      return;
    }
    field.setLength(0);
    TextFormat.format(column.type(), from, field);
    escape();
  }

  private void separate() {
    if (!first) {
      lines.append('\t');
    }
    first = false;
  }

  private void escape() {
    for (int i = 0; i < field.length(); i++) {
      char next = field.charAt(i);
      switch (next) {
        case '\\' -> lines.append("\\\\");
        case '\n' -> lines.append("\\n");
        case '\r' -> lines.append("\\r");
        case '\t' -> lines.append("\\t");
        default -> lines.append(next);
      }
    }
  }

  /** The row is whole. */
  void end() throws SQLException {
    lines.append('\n');
    first = true;
    if (lines.length() >= BUFFER_CHARS) {
      flush();
    }
  }

  /** All rows are there. */
  void finish() throws SQLException {
    flush();
    copy.endCopy();
  }

  private void flush() throws SQLException {
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    lines.setLength(0);
  }
}
