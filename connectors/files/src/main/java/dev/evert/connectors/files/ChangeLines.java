package dev.evert.connectors.files;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkChange;
import dev.evert.spi.text.JsonFormat;
import dev.evert.spi.text.JsonWriter;
import dev.evert.spi.type.Type;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes as JSON, one object a line:
 *
 * <pre>{@code
 * {"operation":"update","key":{"id":7},"before":{"id":7,"name":"a"},"row":{"id":7,"name":"b"},
 *  "position":"42","operation_id":"…"}
 * }</pre>
 *
 * {@code before} is there for updates and deletes, {@code row} for inserts and updates, {@code
 * operation_id} where the event has one. In a view without key, {@code number} stands in place of
 * {@code key} and tells equal rows apart. One thread at a time.
 */
final class ChangeLines {
  static final String OPERATION = "operation";
  static final String KEY = "key";
  static final String NUMBER = "number";
  static final String BEFORE = "before";
  static final String ROW = "row";
  static final String POSITION = "position";
  static final String OPERATION_ID = "operation_id";

  /** The mark of a value and an int8. */
  private static final int NUMBER_BYTES = 1 + Long.BYTES;

  private final Schema schema;
  private final JsonFormat rows;
  private final JsonFormat keys;
  private final boolean json;
  private final RowReader number = new RowReader();

  ChangeLines(Schema schema) {
    this.schema = schema;
    this.rows = new JsonFormat(schema);
    this.keys = new JsonFormat(schema.keyColumns());
    this.json = schema.types().stream().anyMatch(ChangeLines::holdsJson);
  }

  private static boolean holdsJson(Type type) {
    Type base = type.base();
    return base == Type.Simple.JSON
        || (base instanceof Type.Array(Type e) && holdsJson(e))
        || (base instanceof Type.Row row && row.types().stream().anyMatch(ChangeLines::holdsJson));
  }

  /** Writes a batch's changes as lines. */
  void write(SinkBatch batch, JsonWriter out) {
    for (SinkChange change : batch.changes()) {
      int start = out.size();
      write(change, out);
      if (json) {
        joinLines(out, start);
      }
      out.newline();
    }
  }

  private void write(SinkChange change, JsonWriter out) {
    out.beginObject();
    out.name(OPERATION).string(change.kind().name().toLowerCase(Locale.ROOT));
    if (schema.keyed()) {
      out.name(KEY);
      keys.write(change.key(), out);
    } else {
      out.name(NUMBER).number(number(change));
    }
    writeRow(BEFORE, before(change), out);
    writeRow(ROW, change.after(), out);
    out.name(POSITION).string(change.position());
    UUID operation = change.operation();
    if (operation != null) {
      out.name(OPERATION_ID).string(operation.toString());
    }
    out.endObject();
  }

  /** In a view without key, the key has the row, whatever is known of it beyond that. */
  private byte @Nullable [] before(SinkChange change) {
    boolean inKey = !schema.keyed() && change.after() == null;
    return inKey
        ? Arrays.copyOf(change.key(), change.key().length - NUMBER_BYTES)
        : change.before();
  }

  /** A row of which nothing is known but that it was there has no bytes. */
  private void writeRow(String name, byte @Nullable [] row, JsonWriter out) {
    if (row != null && row.length > 0) {
      out.name(name);
      rows.write(row, out);
    }
  }

  private long number(SinkChange change) {
    number.set(change.key());
    schema.types().forEach(number::skip);
    return number.readInt8();
  }

  /** White space in the text of a json value may be a line end; in its strings it is escaped. */
  private static void joinLines(JsonWriter out, int start) {
    byte[] bytes = out.buffer();
    for (int i = start; i < out.size(); i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        bytes[i] = ' ';
      }
    }
  }
}
