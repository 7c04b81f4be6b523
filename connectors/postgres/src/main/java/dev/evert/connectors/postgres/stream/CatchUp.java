package dev.evert.connectors.postgres.stream;

import dev.evert.connectors.postgres.catalog.CapturedTables;
import dev.evert.connectors.postgres.connect.Lsn;
import dev.evert.connectors.postgres.state.Completeness;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.source.SourceBatch;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Mends updates that do not tell the whole row while the tables are not complete.
 *
 * <p>Up to the last moment in which rows were copied, an update may be of a row that no copy has
 * seen: copied before it came to be, or after it went. It is read as it is now, which is later than
 * the update: all changes in between follow in the stream and end in the same row. The tables are
 * complete only when the stream has come to where the row was read.
 *
 * <p>A row that is gone by now is deleted at once. Until the stream has told so too, it may update
 * it again, which has to be mended as well. Belongs to the stream's thread.
 */
final class CatchUp {
  /** The most rows that are remembered as gone; beyond that every row is read for a while. */
  private static final int MOST_GONE = 1 << 18;

  private final CapturedTables tables;
  private final Completeness completeness;
  private final RowLookup lookup;
  private final Map<ByteBuffer, Long> gone = new HashMap<>();
  private long copiedUpTo;

  CatchUp(CapturedTables tables, Completeness completeness, RowLookup lookup) {
    this.tables = tables;
    this.completeness = completeness;
    this.lookup = lookup;
    this.copiedUpTo = completeness.bound();
  }

  /** Whether there is nothing to mend any more. */
  boolean over() {
    return completeness.complete();
  }

  /** Whether a row that a commit at {@code lsn} tells in part was perhaps never told whole. */
  boolean mends(long lsn, int table, byte[] key) {
    if (Lsn.isBefore(lsn, copiedUpTo)) {
      return true;
    }
    ByteBuffer row = entry(table, key);
    Long seen = gone.get(row);
    if (seen == null) {
      return false;
    }
    if (!Lsn.isBefore(lsn, seen)) {
      // Its end was told: what comes now was told whole since, and reading it would never end.
      gone.remove(row);
      return false;
    }
    return true;
  }

  /**
   * Reads a row as it is now.
   *
   * @param batch takes what has to be remembered of it
   * @return whether there is one
   */
  boolean find(int table, byte[] key, RowWriter out, SourceBatch batch) throws SQLException {
    boolean found = lookup.find(tables.get(table), key, out);
    long now = lookup.now();
    completeness.raise(now, batch);
    if (!found) {
      gone.put(entry(table, key), now);
    }
    if (gone.size() > MOST_GONE) {
      // All of them were looked for before the bound; beyond it nothing needs to be read again.
      gone.clear();
      copiedUpTo = completeness.bound();
    }
    return found;
  }

  private static ByteBuffer entry(int table, byte[] key) {
    return ByteBuffer.allocate(Integer.BYTES + key.length).putInt(table).put(key).flip();
  }
}
