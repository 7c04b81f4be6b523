package dev.evert.sql.runtime;

import dev.evert.spi.row.RowFormat;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import dev.evert.sql.json.JsonSortKey;
import dev.evert.sql.json.JsonTree;

/** Parts of sort keys: bytes whose order is the one that was asked for. */
public final class SortKeys {
  /** Below the mark of a value, inverted or not. */
  private static final byte FIRST = 0x00;

  /** Above the mark of a value, inverted or not. */
  private static final byte LAST = (byte) 0xFF;

  private SortKeys() {}

  /** Turns the order around of what was written from {@code start} on. */
  public static void invert(RowWriter out, int start) {
    byte[] bytes = out.buffer();
    for (int i = start; i < out.size(); i++) {
      bytes[i] = (byte) ~bytes[i];
    }
  }

  /** A null, before or after all values. */
  public static void putNull(RowWriter out, boolean first) {
    int at = out.reserve(1);
    out.buffer()[at] = first ? FIRST : LAST;
  }

  /** The place of a document among all. */
  public static void putJsonb(Slice document, RowWriter out) {
    int at = out.reserve(1);
    out.buffer()[at] = RowFormat.PRESENT;
    JsonSortKey.put(JsonTree.read(document.bytes(), document.from(), document.to()), out);
  }

  /** The place of the label in its type. */
  public static void putLabel(Slice label, Type.Enumeration type, RowWriter out) {
    out.putInt4(type.labels().indexOf(label.toString()));
  }
}
