package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.text.JsonString;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Type;

/** Makes JSON of values as PostgreSQL does. */
public final class JsonMaking {
  private JsonMaking() {}

  /**
   * How values become JSON.
   *
   * @param type of the values; of elements, where they are in an array
   */
  public record Of(Type type) {}

  /** The one element of an array as JSON. */
  public static Slice element(Slice single, Of of) {
    StringBuilder out = new StringBuilder();
    append(of.type, elements(single), out);
    return Slice.of(out.toString());
  }

  /** The one element of an array as the name of a member. */
  public static Slice name(Slice single, Of of) {
    RowReader reader = elements(single);
    if (!reader.isPresent()) {
      throw new EvertException(ErrorCode.INVALID_ARGUMENT, "null value not allowed for object key");
    }
    StringBuilder out = new StringBuilder();
    append(of.type, reader, out);
    String name = out.toString();
    return Slice.of(name.startsWith("\"") ? name : '"' + name + '"');
  }

  /** An array as a JSON array. */
  public static Slice array(Slice array, Of of) {
    int[] shape = shape(of.type, elements(array));
    StringBuilder out = new StringBuilder();
    level(of.type, shape, 0, elements(array), out);
    return Slice.of(out.toString());
  }

  private static RowReader elements(Slice array) {
    RowReader reader = new RowReader().set(array.bytes(), array.from(), array.to());
    reader.beginArray();
    return reader;
  }

  private static int[] shape(Type element, RowReader ahead) {
    while (!ahead.atArrayEnd()) {
      ahead.skip(element);
    }
    return ahead.endArray();
  }

  private static void level(Type element, int[] shape, int level, RowReader in, StringBuilder out) {
    out.append('[');
    int length = shape.length == 0 ? 0 : shape[2 * level];
    for (int i = 0; i < length; i++) {
      if (i > 0) {
        out.append(',');
      }
      if (2 * level == shape.length - 2) {
        append(element, in, out);
      } else {
        level(element, shape, level + 1, in, out);
      }
    }
    out.append(']');
  }

  private static void append(Type type, RowReader in, StringBuilder out) {
    if (!in.isPresent()) {
      in.skipAbsent();
      out.append("null");
      return;
    }
    switch (type.base()) {
      case Type.Array(Type element) -> array(element, in, out);
      case Type.Row row -> object(row, in, out);
      case Type scalar -> scalar(scalar, in, out);
    }
  }

  private static void array(Type element, RowReader in, StringBuilder out) {
    RowReader ahead = new RowReader().set(in.bytes(), in.offset(), in.end());
    ahead.beginArray();
    int[] shape = shape(element, ahead);
    in.beginArray();
    level(element, shape, 0, in, out);
    in.endArray();
  }

  private static void object(Type.Row row, RowReader in, StringBuilder out) {
    in.beginRow();
    String separator = "{";
    for (Type.Field field : row.fields()) {
      out.append(separator);
      JsonString.append(field.name(), out);
      out.append(':');
      append(field.type(), in, out);
      separator = ",";
    }
    out.append(row.fields().isEmpty() ? "{}" : "}");
  }

  private static void scalar(Type type, RowReader in, StringBuilder out) {
    StringBuilder text = new StringBuilder();
    TextFormat.format(type, in, text);
    switch (type) {
      case Type.Simple.BOOLEAN -> out.append(text.charAt(0) == 't');
      case Type.Simple.INT2, Type.Simple.INT4, Type.Simple.INT8 -> out.append(text);
      case Type.Simple.JSON, Type.Simple.JSONB -> out.append(text);
      case Type.Simple.FLOAT4, Type.Simple.FLOAT8 -> number(text, out);
      case Type.Numeric _ -> number(text, out);
      case Type.Simple.TIMESTAMP, Type.Simple.TIMESTAMPTZ -> moment(text, out);
      case Type _ -> JsonString.append(text, out);
    }
  }

  /** Only what is infinite or no number ends with a letter. */
  private static void number(StringBuilder text, StringBuilder out) {
    if (text.charAt(text.length() - 1) <= '9') {
      out.append(text);
    } else {
      JsonString.append(text, out);
    }
  }

  /** As XML writes it: with a T before the time, and minutes in the zone. */
  private static void moment(StringBuilder text, StringBuilder out) {
    int blank = text.indexOf(" ");
    if (blank >= 0) {
      text.setCharAt(blank, 'T');
    }
    int zone = text.lastIndexOf("+00");
    if (zone > blank && blank >= 0) {
      text.insert(zone + "+00".length(), ":00");
    }
    JsonString.append(text, out);
  }
}
