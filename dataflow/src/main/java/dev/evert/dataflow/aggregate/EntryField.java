package dev.evert.dataflow.aggregate;

import dev.evert.spi.row.BigEndian;
import dev.evert.spi.row.RowFormat;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;

/**
 * What a function that knows all its arguments is given of a row, as a field:
 *
 * <pre>
 *   0x01 | bytes of the sort key, int4 | bytes of the value, int4 | sort key | value
 * </pre>
 *
 * <p>The sort key is prefix-free; it may be missing where the value's bytes sort as is asked for.
 * The value holds the function's arguments as fields; it may be missing where the sort key holds
 * them.
 */
public final class EntryField {
  private static final int LENGTHS_BYTES = 2 * Integer.BYTES;

  private EntryField() {}

  /** Begins an entry, whose sort key follows; returns its place. */
  public static int begin(RowWriter out) {
    int at = out.reserve(1 + LENGTHS_BYTES);
    out.buffer()[at] = RowFormat.PRESENT;
    return at + 1;
  }

  /** The sort key ends, and the value follows. */
  public static void endKey(RowWriter out, int place) {
    BigEndian.putInt(out.buffer(), place, out.size() - place - LENGTHS_BYTES);
  }

  /** The value ends, and with it the entry. */
  public static void end(RowWriter out, int place) {
    int key = BigEndian.getInt(out.buffer(), place);
    int value = out.size() - place - LENGTHS_BYTES - key;
    BigEndian.putInt(out.buffer(), place + Integer.BYTES, value);
  }

  /** Passes over the entry that the reader stands before. */
  public static void skip(RowReader reader) {
    reader.set(reader.bytes(), valueTo(reader), reader.end());
  }

  /** Where its sort key begins. */
  public static int keyFrom(RowReader reader) {
    return reader.offset() + 1 + LENGTHS_BYTES;
  }

  /** Where its sort key ends and its value begins. */
  public static int valueFrom(RowReader reader) {
    return keyFrom(reader) + BigEndian.getInt(reader.bytes(), reader.offset() + 1);
  }

  /** Where its value ends. */
  public static int valueTo(RowReader reader) {
    int length = reader.offset() + 1 + Integer.BYTES;
    return valueFrom(reader) + BigEndian.getInt(reader.bytes(), length);
  }
}
