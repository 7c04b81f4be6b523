package dev.evert.connectors.search.document;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.text.JsonReader;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows out of the JSON that {@link DocumentFormat} made of them. Members that are not there are
 * null; of an array the lower bounds are lost. One thread at a time.
 */
public final class DocumentRows {
  private final Schema schema;
  private final JsonReader json = new JsonReader();
  private final RowWriter field = new RowWriter();

  /** For documents of rows of a schema. */
  public DocumentRows(Schema schema) {
    this.schema = schema;
  }

  /**
   * The row of a document.
   *
   * @throws EvertException {@link ErrorCode#INVALID_TEXT} if the bytes are no such document
   */
  public byte[] read(byte[] document) {
    byte[] @Nullable [] fields = new byte[schema.width()][];
    json.set(document, 0, document.length);
    json.beginObject();
    while (json.nextName()) {
      int column = schema.indexOf(json.name());
      if (column < 0) {
        json.skip();
      } else {
        field.reset();
        value(schema.type(column).base());
        fields[column] = field.toBytes();
      }
    }
    return row(fields);
  }

  private static byte[] row(byte[] @Nullable [] fields) {
    RowWriter row = new RowWriter();
    for (byte[] field : fields) {
      if (field == null) {
        row.putNull();
      } else {
        row.putEncoded(field, 0, field.length);
      }
    }
    return row.toBytes();
  }

  private void value(Type type) {
    switch (json.peek()) {
      case STRING -> TextFormat.parse(type, json.readString(), field);
      case NUMBER -> TextFormat.parse(type, json.readNumber(), field);
      case BOOLEAN -> TextFormat.parse(type, String.valueOf(json.readBoolean()), field);
      case NULL -> {
        json.readNull();
        field.putNull();
      }
      case ARRAY -> array(type);
      case OBJECT -> throw misplaced(type);
    }
  }

  private static EvertException misplaced(Type type) {
    return new EvertException(
        ErrorCode.INVALID_TEXT,
        "wanted a value of type " + type.sql() + ", got an object or array");
  }

  private void array(Type type) {
    if (!(type instanceof Type.Array(Type element))) {
      throw misplaced(type);
    }
    List<Integer> lengths = new ArrayList<>();
    field.beginArray();
    elements(element.base(), 0, lengths);
    boolean empty = lengths.contains(0);
    int[] shape = empty ? new int[0] : lengths.stream().mapToInt(Integer::intValue).toArray();
    int[] bounds = new int[shape.length];
    Arrays.fill(bounds, 1);
    field.endArray(shape, bounds);
  }

  /** Writes the elements of a list of lists, and notes the length of each level. */
  private void elements(Type element, int level, List<Integer> lengths) {
    if (lengths.size() == level) {
      lengths.add(0);
    }
    int length = 0;
    json.beginArray();
    while (json.nextElement()) {
      if (json.peek() == JsonReader.Kind.ARRAY) {
        elements(element, level + 1, lengths);
      } else {
        value(element);
      }
      length++;
    }
    lengths.set(level, length);
  }
}
