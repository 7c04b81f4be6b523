package dev.evert.connectors.search.document;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.Schema;
import dev.evert.spi.text.JsonWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows as JSON objects: one member for each column that is not null, in the order of the columns.
 * The same row always gives the same bytes, and different rows different ones, save for what {@link
 * ValueFormat} says it leaves out. One thread at a time.
 */
public final class DocumentFormat {
  private final Schema schema;
  private final RowReader reader = new RowReader();
  private final RowReader added = new RowReader();
  private final JsonWriter document = new JsonWriter();

  /** For rows of a schema. */
  public DocumentFormat(Schema schema) {
    this.schema = schema;
  }

  /** A row as a JSON object, in UTF-8. */
  public byte[] bytes(byte[] row) {
    document.reset().beginObject();
    members(row, document);
    document.endObject();
    return Arrays.copyOf(document.buffer(), document.size());
  }

  /** Writes a row's members into an object that was begun. */
  public void members(byte[] row, JsonWriter out) {
    reader.set(row);
    for (int i = 0; i < schema.width(); i++) {
      RowReader from = reader.atEnd() ? missing(i) : reader;
      if (from.isPresent()) {
        out.name(schema.column(i).name());
        ValueFormat.write(schema.type(i), from, out);
      } else {
        from.skipAbsent();
      }
    }
  }

  /** The value of a column that a row was written before; at its end where that is null. */
  private RowReader missing(int column) {
    byte @Nullable [] value = schema.column(column).missing();
    return added.set(value == null ? new byte[0] : value);
  }
}
