package dev.evert.spi.text;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows in JSON: objects with a member for each field. */
final class JsonRows {
  private JsonRows() {}

  static void write(Type.Row row, RowReader in, JsonWriter out) {
    in.beginRow();
    out.beginObject();
    for (Type.Field field : row.fields()) {
      out.name(field.name());
      JsonValues.write(field.type(), in, out);
    }
    out.endObject();
  }

  /** Members may come in any order; those that no field has the name of are left out. */
  static void read(Type.Row row, JsonReader in, byte[] json, RowWriter out) {
    if (in.peek() == JsonReader.Kind.STRING) {
      TextFormat.parse(row, in.readString(), out);
      return;
    }
    if (in.peek() != JsonReader.Kind.OBJECT) {
      throw new EvertException(
          ErrorCode.INVALID_TEXT, "wanted an object for a row of type " + row.sql());
    }
    Map<String, byte[]> members = members(row.fields(), in, json);
    out.beginRow();
    for (Type.Field field : row.fields()) {
      byte[] encoded = members.get(field.name());
      if (encoded == null) {
        out.putNull();
      } else {
        out.putEncoded(encoded, 0, encoded.length);
      }
    }
  }

  private static Map<String, byte[]> members(List<Type.Field> fields, JsonReader in, byte[] json) {
    Map<String, Type> types = new HashMap<>();
    fields.forEach(field -> types.put(field.name(), field.type()));
    Map<String, byte[]> members = new HashMap<>();
    in.beginObject();
    while (in.nextName()) {
      String name = in.name();
      Type type = types.get(name);
      if (type == null) {
        in.skip();
      } else {
        RowWriter field = new RowWriter();
        JsonValues.read(type, in, json, field);
        members.put(name, field.toBytes());
      }
    }
    return members;
  }
}
