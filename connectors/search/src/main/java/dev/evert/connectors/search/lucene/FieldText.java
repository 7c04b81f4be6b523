package dev.evert.connectors.search.lucene;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Type;

/** Takes a value from a query's text, as PostgreSQL reads it. */
final class FieldText {
  private FieldText() {}

  /** A reader that stands before the value, as one field. */
  static RowReader read(Type type, String text) {
    RowWriter field = new RowWriter();
    TextFormat.parse(type, text.strip(), field);
    return new RowReader().set(field.toBytes());
  }
}
