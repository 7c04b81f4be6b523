package dev.evert.connectors.search;

import dev.evert.spi.row.KeyColumns;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkChange;
import dev.evert.spi.sink.SinkProgress;
import dev.evert.spi.text.TextFormat;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes rows, keys and batches of text. */
public final class TestRows {
  private TestRows() {}

  /** A row of these values as PostgreSQL writes them; fewer than the columns make a short row. */
  public static byte[] row(Schema schema, @Nullable String... values) {
    RowWriter row = new RowWriter();
    for (int i = 0; i < values.length; i++) {
      String value = values[i];
      if (value == null) {
        row.putNull();
      } else {
        TextFormat.parse(schema.type(i), value, row);
      }
    }
    return row.toBytes();
  }

  /** The key of a row of a schema that has one. */
  public static byte[] key(Schema schema, byte[] row) {
    RowWriter key = new RowWriter();
    new KeyColumns(schema).copy(row, 0, row.length, key);
    return key.toBytes();
  }

  /** The row is there from now on. */
  public static SinkChange put(Schema schema, long version, @Nullable String... values) {
    byte[] row = row(schema, values);
    return new SinkChange(key(schema, row), null, row, version, "p" + version, null);
  }

  /** The row is gone from now on. */
  public static SinkChange delete(Schema schema, long version, @Nullable String... values) {
    byte[] row = row(schema, values);
    return new SinkChange(key(schema, row), row, null, version, "p" + version, null);
  }

  /** A batch in the order of keys. */
  public static SinkBatch batch(long version, SinkChange... changes) {
    List<SinkChange> sorted = Arrays.asList(changes);
    sorted.sort((a, b) -> Arrays.compareUnsigned(a.key(), b.key()));
    return new SinkBatch(sorted, new SinkProgress("token-" + version, version));
  }
}
