package dev.evert.connectors.postgres.snapshot;

import dev.evert.connectors.postgres.catalog.CapturedColumn;
import dev.evert.connectors.postgres.catalog.CapturedTable;
import dev.evert.connectors.postgres.type.FieldDecoder;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.BigEndian;
import dev.evert.spi.row.RowWriter;

/**
 * Reads the messages of a binary COPY of one table. One thread at a time, one COPY at a time.
 *
 * <pre>
 *   "PGCOPY\n\377\r\n\0"  flags (int4)  length of extension (int4)  extension    once, at first
 *   number of fields (int2)  [ length (int4, -1 is null)  value ]*              for each row
 *   -1 (int2)                                                                    at the end
 * </pre>
 */
final class CopyDecoder {
  private static final int SIGNATURE_BYTES = 11;
  private static final int HEADER_BYTES = SIGNATURE_BYTES + 2 * Integer.BYTES;
  private static final int END = -1;

  private final CapturedTable table;
  private final FieldDecoder[] columns;
  private final RowTarget target;
  private boolean started;
  private long rows;

  CopyDecoder(CapturedTable table, RowTarget target) {
    this.table = table;
    this.target = target;
    this.columns =
        table.columns().stream().map(CapturedColumn::copyDecoder).toArray(FieldDecoder[]::new);
  }

  /** How many rows there were so far. */
  long rows() {
    return rows;
  }

  /** Reads the whole rows that a message holds. */
  void decode(byte[] message) {
    int at = 0;
    if (!started) {
      at = HEADER_BYTES + BigEndian.getInt(message, HEADER_BYTES - Integer.BYTES);
      started = true;
    }
    while (at < message.length) {
      int fields = BigEndian.getShort(message, at);
      if (fields == END) {
        return;
      }
      if (fields != columns.length) {
        throw new EvertException(
            ErrorCode.STORE_FAILED,
            "COPY of " + table.name() + ": " + fields + " fields, wanted " + columns.length);
      }
      at = row(message, at + Short.BYTES);
      rows++;
    }
  }

  private int row(byte[] message, int from) {
    int at = from;
    RowWriter out = target.begin();
    for (FieldDecoder column : columns) {
      int length = BigEndian.getInt(message, at);
      at += Integer.BYTES;
      if (length < 0) {
        out.putNull();
      } else {
        column.decode(message, at, length, out);
        at += length;
      }
    }
    target.end();
    return at;
  }
}
