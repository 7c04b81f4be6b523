package dev.evert.sql.json;

import dev.evert.spi.row.KeyFormat;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.Type;
import java.util.Map;

/**
 * Bytes that order documents as jsonb does: null, strings, numbers, false, true, arrays, objects;
 * of arrays and objects the shorter first. An empty array that is a whole document comes before all
 * others.
 */
public final class JsonSortKey {
  private static final int NOTHING = 0;
  private static final int NULL = 1;
  private static final int STRING = 2;
  private static final int NUMBER = 3;
  private static final int BOOLEAN = 4;
  private static final int ARRAY = 5;
  private static final int OBJECT = 6;

  private JsonSortKey() {}

  /** Writes the key of a whole document. */
  public static void put(Json document, RowWriter out) {
    if (document instanceof Json.Arr array && array.elements().isEmpty()) {
      putKind(NOTHING, out);
    } else {
      putValue(document, out);
    }
  }

  private static void putValue(Json value, RowWriter out) {
    switch (value) {
      case Json.Null _ -> putKind(NULL, out);
      case Json.Str(String text) -> {
        putKind(STRING, out);
        out.putText(text);
      }
      case Json.Num number -> {
        putKind(NUMBER, out);
        putNumber(number, out);
      }
      case Json.Bool(boolean truth) -> {
        putKind(BOOLEAN, out);
        out.putBoolean(truth);
      }
      case Json.Arr array -> {
        putKind(ARRAY, out);
        out.putInt4(array.elements().size());
        array.elements().forEach(element -> putValue(element, out));
      }
      case Json.Obj object -> putObject(object, out);
    }
  }

  private static void putObject(Json.Obj object, RowWriter out) {
    putKind(OBJECT, out);
    out.putInt4(object.members().size());
    for (Map.Entry<String, Json> member : JsonOrder.sorted(object.members()).entrySet()) {
      out.putText(member.getKey());
      putValue(member.getValue(), out);
    }
  }

  private static void putNumber(Json.Num number, RowWriter out) {
    RowWriter field = new RowWriter();
    field.putNumeric(Decimal.of(number.value()));
    KeyFormat.copy(Type.Numeric.ANY, new RowReader().set(field.toBytes()), out);
  }

  private static void putKind(int kind, RowWriter out) {
    int at = out.reserve(1);
    out.buffer()[at] = (byte) kind;
  }
}
