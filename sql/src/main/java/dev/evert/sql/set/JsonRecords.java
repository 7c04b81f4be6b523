package dev.evert.sql.set;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.text.JsonFormat;
import dev.evert.spi.text.JsonReader;
import dev.evert.spi.text.JsonReader.Kind;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Functions that make rows of json objects, of columns that the query names: {@code
 * json_to_record(j) as t (a int, b text)} and {@code json_to_recordset}; or of those of a composite
 * type: {@code json_populate_record(null::t, j)} and {@code json_populate_recordset}.
 */
public final class JsonRecords {
  private static final Set<String> NAMES =
      Set.of("json_to_record", "jsonb_to_record", "json_to_recordset", "jsonb_to_recordset");

  private static final Set<String> POPULATING =
      Set.of(
          "json_populate_record",
          "jsonb_populate_record",
          "json_populate_recordset",
          "jsonb_populate_recordset");

  private final String name;
  private final List<SetFunction.Result> columns;
  private final Map<String, Integer> places = new HashMap<>();

  private JsonRecords(String name, List<SetFunction.Result> columns) {
    this.name = name;
    this.columns = columns;
    for (int i = 0; i < columns.size(); i++) {
      places.put(columns.get(i).name(), i);
    }
  }

  /** Whether a function of the name makes rows of columns that the query names. */
  public static boolean isKnown(String name) {
    return NAMES.contains(name);
  }

  /** Whether a function of the name makes rows of the type of its first argument. */
  public static boolean populates(String name) {
    return POPULATING.contains(name);
  }

  /** The function for these columns. */
  public static SetFunction of(String name, List<SetFunction.Result> columns) {
    Type type = name.startsWith("jsonb") ? Type.Simple.JSONB : Type.Simple.JSON;
    return new SetFunction(name, List.of(type), columns, new JsonRecords(name, columns)::make);
  }

  private void make(RowReader in, SetRows out) {
    byte[] bytes = in.readBytes();
    JsonReader json = new JsonReader().set(bytes, 0, bytes.length);
    if (!name.endsWith("set")) {
      object(json, bytes, out);
      return;
    }
    if (json.peek() != Kind.ARRAY) {
      throw refused("cannot call " + name + " on what is no array");
    }
    json.beginArray();
    while (json.nextElement()) {
      object(json, bytes, out);
    }
  }

  private void object(JsonReader json, byte[] bytes, SetRows out) {
    if (json.peek() != Kind.OBJECT) {
      throw refused(
          name.endsWith("set")
              ? "argument of " + name + " must be an array of objects"
              : "cannot call " + name + " on what is no object");
    }
    int[] starts = new int[columns.size()];
    Arrays.fill(starts, -1);
    json.beginObject();
    while (json.nextName()) {
      Integer place = places.get(json.name());
      if (place != null) {
        starts[place] = json.offset();
      }
      json.skip();
    }
    JsonReader value = new JsonReader();
    for (int i = 0; i < starts.length; i++) {
      if (starts[i] < 0) {
        out.writer().putNull();
      } else {
        value.set(bytes, starts[i], bytes.length);
        put(columns.get(i).type(), value, bytes, out.writer());
      }
    }
    out.end();
  }

  /** A value as the type reads its text, as it is if the type is a json type. */
  private static void put(Type type, JsonReader value, byte[] bytes, RowWriter out) {
    Kind kind = value.peek();
    boolean nested = kind == Kind.OBJECT || kind == Kind.ARRAY;
    boolean keptAsIs =
        type.base() instanceof Type.Array || type.base() instanceof Type.Row || isJson(type.base());
    if (!nested || keptAsIs) {
      JsonFormat.readValue(type, value, bytes, out);
      return;
    }
    int from = value.offset();
    value.skip();
    String text = new String(bytes, from, value.offset() - from, StandardCharsets.UTF_8);
    TextFormat.parse(type.base(), text.strip(), out);
  }

  private static boolean isJson(Type type) {
    return type == Type.Simple.JSON || type == Type.Simple.JSONB;
  }

  private static EvertException refused(String message) {
    return new EvertException(ErrorCode.INVALID_ARGUMENT, message);
  }
}
