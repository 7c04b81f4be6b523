package dev.evert.dataflow.aggregate;

import dev.evert.dataflow.OrderedFunction;
import dev.evert.spi.row.RowFormat;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import java.nio.charset.StandardCharsets;

/** Gives values in JSON, put together with the blanks that PostgreSQL puts between them. */
final class JsonAccumulator extends OrderedAccumulator {
  private static final byte[] LINE = "\n ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOTHING = {};
  private static final byte[] NAMED = " : ".getBytes(StandardCharsets.US_ASCII);

  private final byte[] begin;
  private final byte[] between = ", ".getBytes(StandardCharsets.US_ASCII);
  private final byte[] end;
  private final boolean structured;
  private final boolean named;

  private JsonAccumulator(String begin, String end, boolean structured, boolean named) {
    this.begin = begin.getBytes(StandardCharsets.US_ASCII);
    this.end = end.getBytes(StandardCharsets.US_ASCII);
    this.structured = structured;
    this.named = named;
  }

  static JsonAccumulator of(OrderedFunction.JsonArray function) {
    return new JsonAccumulator("[", "]", function.structured(), false);
  }

  static JsonAccumulator ofObject() {
    return new JsonAccumulator("{ ", " }", false, true);
  }

  /** The escaped bytes of strings can be put one after the other. */
  @Override
  void write(OrderedValues values, RowWriter out) {
    int mark = out.reserve(1);
    out.buffer()[mark] = RowFormat.PRESENT;
    put(begin, out);
    boolean first = true;
    do {
      RowReader arguments = values.arguments();
      int from = arguments.offset();
      for (long i = 0; i < values.weight(); i++) {
        requireRoom(out, 2L * (arguments.end() - from));
        if (!first) {
          put(between, out);
          put(isLine(arguments.bytes(), from) ? LINE : NOTHING, out);
        }
        first = false;
        put(arguments.set(arguments.bytes(), from, arguments.end()), out);
      }
    } while (values.next());
    put(end, out);
    int at = out.reserve(1);
    out.buffer()[at] = RowFormat.END;
  }

  /** Only nulls are no arrays where all values are. */
  private boolean isLine(byte[] bytes, int field) {
    return structured && (bytes[field + 1] == '[' || bytes[field + 1] == '{');
  }

  private void put(RowReader arguments, RowWriter out) {
    putString(arguments, out);
    if (named) {
      put(NAMED, out);
      putString(arguments, out);
    }
  }

  private static void putString(RowReader reader, RowWriter out) {
    int from = reader.offset();
    reader.skip(Type.Simple.JSON);
    out.putEncoded(reader.bytes(), from + 1, reader.offset() - from - 2);
  }

  private static void put(byte[] ascii, RowWriter out) {
    out.putEncoded(ascii, 0, ascii.length);
  }
}
