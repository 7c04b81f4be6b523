package dev.evert.connectors.postgres.stream;

import dev.evert.connectors.postgres.type.FieldDecoder;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.BigEndian;
import dev.evert.spi.row.RowWriter;

/**
 * A row in a message, and where its columns are. Is set from row to row without allocation.
 *
 * <pre>
 *   number of columns (int2)
 *   'n' (null) | 'u' (unchanged) | ('t' (text) | 'b' (binary)) length (int4) value   for each
 * </pre>
 */
final class Tuple {
  static final byte NULL = 'n';
  static final byte UNCHANGED = 'u';
  private static final byte TEXT = 't';
  private static final byte BINARY = 'b';

  private byte[] bytes = new byte[0];
  private int[] starts = new int[16];
  private int count;
  private boolean whole;

  /**
   * Finds the columns of the row at {@code from}; returns where it ends.
   *
   * @param whole whether all columns are told, and not only those of the key
   */
  int set(byte[] message, int from, boolean whole) {
    this.whole = whole;
    bytes = message;
    count = BigEndian.getShort(message, from) & 0xFFFF;
    if (count > starts.length) {
      starts = new int[count];
    }
    int at = from + Short.BYTES;
    for (int i = 0; i < count; i++) {
      starts[i] = at;
      byte kind = message[at++];
      if (kind == BINARY || kind == TEXT) {
        at += Integer.BYTES + BigEndian.getInt(message, at);
      } else if (kind != NULL && kind != UNCHANGED) {
        throw new EvertException(ErrorCode.STORE_FAILED, "a column of kind " + kind + " in a row");
      }
    }
    return at;
  }

  /** Whether all columns are told, and not only those of the key. */
  boolean whole() {
    return whole;
  }

  /** The number of columns. */
  int count() {
    return count;
  }

  /** What is known of a column. */
  byte kind(int column) {
    return bytes[starts[column]];
  }

  /** Writes a column's field. */
  void put(int column, FieldDecoder text, FieldDecoder binary, RowWriter out) {
    int at = starts[column];
    switch (bytes[at]) {
      case NULL -> out.putNull();
      case UNCHANGED -> out.putUnchanged();
      case BINARY -> binary.decode(bytes, at + 5, BigEndian.getInt(bytes, at + 1), out);
      default -> text.decode(bytes, at + 5, BigEndian.getInt(bytes, at + 1), out);
    }
  }
}
