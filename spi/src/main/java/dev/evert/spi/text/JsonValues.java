package dev.evert.spi.text;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import java.nio.charset.StandardCharsets;

/** Single values in JSON, as {@link JsonFormat} describes them. */
final class JsonValues {
  private JsonValues() {}

  static void write(Type type, RowReader in, JsonWriter out) {
    if (!in.isPresent()) {
      in.skipAbsent();
      out.nul();
      return;
    }
    switch (type) {
      case Type.Simple simple -> writeSimple(simple, in, out);
      case Type.Numeric _ -> {
        in.readNumeric(out.scratch());
        putNumber(out);
      }
      case Type.Text _, Type.Char _, Type.Enumeration _, Type.Other _ -> writeString(in, out);
      case Type.Array(Type element) -> JsonArrays.write(element, in, out);
      case Type.Row row -> JsonRows.write(row, in, out);
      case Type.Domain domain -> write(domain.base(), in, out);
    }
  }

  private static void writeSimple(Type.Simple type, RowReader in, JsonWriter out) {
    switch (type) {
      case BOOLEAN -> out.bool(in.readBoolean());
      case INT2 -> out.number(in.readInt2());
      case INT4 -> out.number(in.readInt4());
      case INT8 -> out.number(in.readInt8());
      case FLOAT4, FLOAT8 -> {
        TextFormat.format(type, in, out.scratch());
        putNumber(out);
      }
      case TIMESTAMP -> writeTimestamp(in.readInt8(), "", out);
      case TIMESTAMPTZ -> writeTimestamp(in.readInt8(), "Z", out);
      case JSON, JSONB -> {
        byte[] utf8 = in.readBytes();
        out.json(utf8, 0, utf8.length);
      }
      case BYTEA -> {
        TextFormat.format(type, in, out.scratch().append('\\'));
        out.putScratchString();
      }
      case DATE, TIME, TIMETZ, INTERVAL, UUID -> {
        TextFormat.format(type, in, out.scratch());
        out.putScratchString();
      }
    }
  }

  private static void writeString(RowReader in, JsonWriter out) {
    int from = in.offset() + 1;
    if (in.skipString()) {
      out.string(in.bytes(), from, in.offset() - 1 - from);
    } else {
      in.set(in.bytes(), from - 1, in.end());
      byte[] utf8 = in.readBytes();
      out.string(utf8, 0, utf8.length);
    }
  }

  /** A number, or a string where it is infinite or none: only those end with a letter. */
  private static void putNumber(JsonWriter out) {
    StringBuilder text = out.scratchText();
    if (text.charAt(text.length() - 1) <= '9') {
      out.putScratch();
    } else {
      out.putScratchString();
    }
  }

  private static void writeTimestamp(long micros, String zone, JsonWriter out) {
    StringBuilder text = out.scratch();
    if (micros == TimestampText.INFINITY || micros == TimestampText.NEGATIVE_INFINITY) {
      TimestampText.format(micros, false, text);
    } else {
      long date = TimestampText.appendMoment(micros, 'T', text);
      text.append(zone).append(CivilDate.year(date) <= 0 ? " BC" : "");
    }
    out.putScratchString();
  }

  static void read(Type type, JsonReader in, byte[] json, RowWriter out) {
    Type base = type.base();
    if (in.peek() == JsonReader.Kind.NULL) {
      in.readNull();
      out.putNull();
    } else if (base == Type.Simple.JSON || base == Type.Simple.JSONB) {
      TextFormat.parse(base, raw(in, json), out);
    } else if (base instanceof Type.Array(Type element)) {
      JsonArrays.read(element, in, json, out);
    } else if (base instanceof Type.Row row) {
      JsonRows.read(row, in, json, out);
    } else {
      readScalar(type, in, json, out);
    }
  }

  private static String raw(JsonReader in, byte[] json) {
    int from = in.offset();
    in.skip();
    return new String(json, from, in.offset() - from, StandardCharsets.UTF_8).strip();
  }

  private static void readScalar(Type type, JsonReader in, byte[] json, RowWriter out) {
    Type base = type.base();
    switch (in.peek()) {
      case STRING -> readString(base, in, json, out);
      case NUMBER -> {
        int from = in.offset();
        in.skip();
        TextFormat.parse(base, json, from, in.offset(), out);
      }
      case BOOLEAN -> TextFormat.parse(base, in.readBoolean() ? "true" : "false", out);
      case OBJECT, ARRAY, NULL ->
          throw new EvertException(
              ErrorCode.INVALID_TEXT,
              "wanted a value of type " + type.sql() + ", got an object or array");
    }
  }

  private static void readString(Type type, JsonReader in, byte[] json, RowWriter out) {
    int from = in.offset() + 1;
    if (in.skipString()) {
      TextFormat.parse(type, json, from, in.offset() - 1, out);
    } else {
      in.back(from - 1);
      TextFormat.parse(type, in.readString(), out);
    }
  }
}
