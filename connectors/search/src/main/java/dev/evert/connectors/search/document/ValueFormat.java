package dev.evert.connectors.search.document;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.text.JsonWriter;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.Type;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Values as JSON, the way search stores like them: booleans and numbers as such, times of the
 * Gregorian years 1 to 9999 in ISO 8601. All else is the text that PostgreSQL prints: numerics that
 * can have more digits than a double keeps, NaN and infinities, json (as an object would make
 * fields of its members). Arrays are JSON arrays; their lower bounds are left out.
 */
public final class ValueFormat {
  /** A numeric of up to so many digits is a JSON number: every reader gets it exactly. */
  private static final int NUMBER_DIGITS = 15;

  private static final int DATE_CHARS = "2000-01-01".length();

  private ValueFormat() {}

  /** Whether numerics of the type are written as JSON numbers. */
  public static boolean isNumber(Type.Numeric type) {
    return type.bounded() && type.precision() <= NUMBER_DIGITS && type.scale() <= NUMBER_DIGITS;
  }

  /** Writes the next field of {@code in}, which has a value, and moves past it. */
  static void write(Type type, RowReader in, JsonWriter out) {
    switch (type) {
      case Type.Simple simple -> writeSimple(simple, in, out);
      case Type.Numeric numeric -> writeNumeric(numeric, in.readNumeric(), out);
      case Type.Text _, Type.Char _, Type.Enumeration _, Type.Other _ -> writeString(in, out);
      case Type.Row row -> out.string(text(row, in));
      case Type.Array(Type element) -> writeArray(element, in, out);
      case Type.Domain domain -> write(domain.of(), in, out);
    }
  }

  private static void writeSimple(Type.Simple type, RowReader in, JsonWriter out) {
    switch (type) {
      case BOOLEAN -> out.bool(in.readBoolean());
      case INT2 -> out.number(in.readInt2());
      case INT4 -> out.number(in.readInt4());
      case INT8 -> out.number(in.readInt8());
      case FLOAT4, FLOAT8 -> writeFloat(text(type, in), out);
      case JSON, JSONB -> writeString(in, out);
      case TIMESTAMP -> out.string(moment(text(type, in), "", ""));
      case TIMESTAMPTZ -> out.string(moment(text(type, in), "+00", "Z"));
      case BYTEA, DATE, TIME, TIMETZ, INTERVAL, UUID -> out.string(text(type, in));
    }
  }

  private static void writeString(RowReader in, JsonWriter out) {
    byte[] utf8 = in.readBytes();
    out.string(utf8, 0, utf8.length);
  }

  private static String text(Type type, RowReader in) {
    StringBuilder text = new StringBuilder();
    TextFormat.format(type, in, text);
    return text.toString();
  }

  private static void writeFloat(String text, JsonWriter out) {
    if (Character.isDigit(text.charAt(text.length() - 1))) {
      out.json(text);
    } else {
      out.string(text);
    }
  }

  private static void writeNumeric(Type.Numeric type, Decimal value, JsonWriter out) {
    if (isNumber(type) && value instanceof Decimal.Finite) {
      out.json(value.toString());
    } else {
      out.string(value.toString());
    }
  }

  /** {@code 2024-01-01 10:00:00.5+00} as {@code 2024-01-01T10:00:00.5Z}, where the year allows. */
  private static String moment(String text, String zone, String isoZone) {
    boolean iso = text.indexOf(' ') == DATE_CHARS && text.lastIndexOf(' ') == DATE_CHARS;
    if (!iso) {
      return text;
    }
    String time = text.substring(DATE_CHARS + 1, text.length() - zone.length());
    return text.substring(0, DATE_CHARS) + 'T' + time + isoZone;
  }

  private static void writeArray(Type element, RowReader in, JsonWriter out) {
    List<String> elements = new ArrayList<>();
    JsonWriter value = new JsonWriter();
    in.beginArray();
    while (!in.atArrayEnd()) {
      value.reset();
      if (in.isPresent()) {
        write(element, in, value);
      } else {
        in.skipAbsent();
        value.nul();
      }
      elements.add(value.toString());
    }
    nest(elements.iterator(), in.endArray(), 0, out);
  }

  /** Elements come in row-major order; {@code shape} has a length and a bound a dimension. */
  private static void nest(Iterator<String> elements, int[] shape, int level, JsonWriter out) {
    out.beginArray();
    int length = level < shape.length ? shape[level] : 0;
    for (int i = 0; i < length; i++) {
      if (level + 2 < shape.length) {
        nest(elements, shape, level + 2, out);
      } else {
        out.json(elements.next());
      }
    }
    out.endArray();
  }
}
