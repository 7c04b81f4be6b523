package dev.evert.connectors.postgres.stream;

import dev.evert.connectors.postgres.catalog.CapturedTable;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.Sql;
import dev.evert.connectors.postgres.snapshot.RowScan;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.text.TextFormat;
import java.sql.SQLException;

/**
 * Reads a row from its table as it is now.
 *
 * <p>While rows that were copied in different moments do not agree yet, the stream can tell an
 * update of a row that no copy has seen, without the values that it left unchanged. Belongs to the
 * stream's thread.
 */
final class RowLookup {
  private final SideLink side;

  RowLookup(SideLink side) {
    this.side = side;
  }

  /**
   * Writes the row with this key.
   *
   * @param key in {@link dev.evert.spi.row.KeyFormat}
   * @return whether there is one
   */
  boolean find(CapturedTable table, byte[] key, RowWriter out) throws SQLException {
    RowScan scan = new RowScan(table, out);
    Link link = side.get();
    String from = " FROM " + (table.partitioned() ? "" : "ONLY ") + table.name().sql();
    String query = "SELECT " + table.copyList() + from + " WHERE " + condition(table, key);
    return scan.run(link, "COPY (" + query + ") TO STDOUT (FORMAT binary)") > 0;
  }

  /** A place in the log that all which was read so far lies before. */
  long now() throws SQLException {
    return side.get().lsn("select pg_current_wal_insert_lsn()");
  }

  private static String condition(CapturedTable table, byte[] key) {
    StringBuilder condition = new StringBuilder();
    RowReader reader = new RowReader().set(key);
    for (Column column : table.schema().keyColumns()) {
      StringBuilder value = new StringBuilder();
      TextFormat.format(column.type(), reader, value);
      condition.append(condition.isEmpty() ? "" : " AND ").append(Sql.name(column.name()));
      condition.append(" = ").append(Sql.string(value.toString()));
    }
    return condition.toString();
  }
}
