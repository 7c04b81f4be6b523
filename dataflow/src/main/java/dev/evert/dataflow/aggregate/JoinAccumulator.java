package dev.evert.dataflow.aggregate;

import dev.evert.spi.row.RowFormat;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;

/** Gives strings one after the other, with separators between them. */
final class JoinAccumulator extends OrderedAccumulator {
  private final Type type;

  JoinAccumulator(Type type) {
    this.type = type;
  }

  /** The escaped bytes of strings can be put one after the other. */
  @Override
  void write(OrderedValues values, RowWriter out) {
    boolean first = true;
    do {
      RowReader arguments = values.arguments();
      int from = arguments.offset();
      arguments.skip(type);
      int to = arguments.offset();
      for (long i = 0; i < values.weight(); i++) {
        requireRoom(out, 2L * (arguments.end() - from));
        if (first) {
          out.putEncoded(arguments.bytes(), from, to - from - 1);
          first = false;
        } else {
          append(arguments.bytes(), to, arguments.end(), out);
          append(arguments.bytes(), from, to, out);
        }
      }
    } while (values.next());
    int at = out.reserve(1);
    out.buffer()[at] = RowFormat.END;
  }

  /** The bytes between the mark and the end of a field that may be null. */
  private static void append(byte[] bytes, int from, int to, RowWriter out) {
    if (to - from > 1) {
      out.putEncoded(bytes, from + 1, to - from - 2);
    }
  }
}
