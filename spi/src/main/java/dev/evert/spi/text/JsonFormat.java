package dev.evert.spi.text;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows as JSON objects, one member a column under the column's name, and back:
 *
 * <ul>
 *   <li>integers, numerics and floats are numbers with all their digits; what JSON has no number
 *       for is a string: {@code "NaN"}, {@code "Infinity"}, {@code "-Infinity"}
 *   <li>timestamps are ISO 8601 strings, {@code "2024-05-01T12:00:00.123456"}, with {@code Z} at
 *       the end if they have a zone; {@code " BC"} follows before Christ, and infinities are {@code
 *       "infinity"} and {@code "-infinity"}
 *   <li>json and jsonb stand in the object as they are; arrays are arrays (strings if a lower bound
 *       is not 1), null is null, booleans are booleans
 *   <li>all others are strings with the text of {@link TextFormat}; bytea is {@code "\\x…"}
 * </ul>
 *
 * <p>Reading takes strings for every type in all forms that {@link TextFormat} takes. One thread at
 * a time.
 */
public final class JsonFormat {
  private final List<Column> columns;
  private final Map<String, Integer> indexes = new HashMap<>();
  private final byte[][] names;
  private final byte[][] members;
  private final boolean selecting;
  private final RowReader reader = new RowReader();
  private final RowReader missing = new RowReader();
  private final int[] valueStarts;
  private final JsonReader value = new JsonReader();

  /** For rows of a schema. */
  public JsonFormat(Schema schema) {
    this(schema.columns());
  }

  /** For rows of these columns: a key's, say. */
  public JsonFormat(List<Column> columns) {
    this(columns, false);
  }

  /**
   * For rows of these columns.
   *
   * @param selecting whether members without a column are left out when reading, and not refused
   */
  public JsonFormat(List<Column> columns, boolean selecting) {
    this.selecting = selecting;
    this.columns = List.copyOf(columns);
    this.valueStarts = new int[columns.size()];
    this.names = new byte[columns.size()][];
    this.members = new byte[columns.size()][];
    JsonWriter name = new JsonWriter();
    for (int i = 0; i < members.length; i++) {
      names[i] = columns.get(i).name().getBytes(StandardCharsets.UTF_8);
      name.reset().name(columns.get(i).name());
      members[i] = Arrays.copyOf(name.buffer(), name.size());
      indexes.put(columns.get(i).name(), i);
    }
  }

  /** Writes a row as an object. */
  public void write(byte[] row, JsonWriter out) {
    write(row, 0, row.length, out);
  }

  /** Writes the row in {@code bytes[from, to)} as an object. */
  public void write(byte[] bytes, int from, int to, JsonWriter out) {
    reader.set(bytes, from, to);
    out.beginObject();
    for (int i = 0; i < members.length; i++) {
      Column column = columns.get(i);
      out.member(members[i]);
      byte[] absent = column.missing();
      if (reader.atEnd() && absent != null) {
        writeValue(column.type(), missing.set(absent), out);
      } else {
        writeValue(column.type(), reader, out);
      }
    }
    out.endObject();
  }

  /** Writes the next field, null if it has no value, and moves past it. */
  public static void writeValue(Type type, RowReader in, JsonWriter out) {
    JsonValues.write(type, in, out);
  }

  /**
   * Reads an object as a row. A member that is not there has its column's missing value, which is
   * null where the column has none; the last of equal names counts.
   *
   * @throws EvertException {@link ErrorCode#INVALID_TEXT} if it is no object or has a member
   *     without a column, {@link ErrorCode#NULL_NOT_ALLOWED}, and as {@link TextFormat#parse} does;
   *     what was written of the row is to be truncated then
   */
  public void read(byte[] json, int from, int to, RowWriter out) {
    find(json, from, to);
    for (int i = 0; i < valueStarts.length; i++) {
      Column column = columns.get(i);
      try {
        readColumn(column, json, valueStarts[i], to, out);
      } catch (EvertException e) {
        throw new EvertException(
            e.code(), "column " + column.name() + ": " + e.getMessage(), e.remedy(), e);
      }
    }
  }

  private void readColumn(Column column, byte[] json, int at, int to, RowWriter out) {
    byte[] missing = column.missing();
    if (at < 0 && missing != null) {
      out.putEncoded(missing, 0, missing.length);
      return;
    }
    boolean absent = at < 0 || value.set(json, at, to).peek() == JsonReader.Kind.NULL;
    if (!absent) {
      JsonValues.read(column.type(), value, json, out);
    } else if (column.nullable()) {
      out.putNull();
    } else {
      throw new EvertException(ErrorCode.NULL_NOT_ALLOWED, "null is not allowed");
    }
  }

  /** Notes where each column's value starts, and checks the whole object. */
  private void find(byte[] json, int from, int to) {
    Arrays.fill(valueStarts, -1);
    value.set(json, from, to);
    value.beginObject();
    int likely = 0;
    while (value.nextName()) {
      int index = find(likely);
      if (index >= 0) {
        valueStarts[index] = value.offset();
        likely = index + 1;
      } else if (!selecting) {
        throw new EvertException(
            ErrorCode.INVALID_TEXT,
            "no column is named \"" + Invalid.cut(value.name()) + "\", but a member is");
      }
      value.skip();
    }
    value.end();
  }

  /** The column of the member; most objects have their members in the order of the columns. */
  private int find(int likely) {
    if (likely < names.length && value.nameIs(names[likely])) {
      return likely;
    }
    return indexes.getOrDefault(value.name(), -1);
  }

  /**
   * Reads a value of a type as one field; null is null.
   *
   * @param json the bytes that {@code in} reads
   * @throws EvertException as {@link TextFormat#parse} does, and {@link ErrorCode#INVALID_TEXT} for
   *     a kind of value that the type has no use for
   */
  public static void readValue(Type type, JsonReader in, byte[] json, RowWriter out) {
    JsonValues.read(type, in, json, out);
  }
}
