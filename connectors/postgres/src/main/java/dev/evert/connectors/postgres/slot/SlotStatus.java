package dev.evert.connectors.postgres.slot;

import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.Lsn;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code pg_replication_slots}.
 *
 * @param plugin empty for a physical slot
 * @param activePid the server process that reads it now, 0 if there is none
 * @param lost whether the server has thrown away log that the slot needs
 * @param confirmed up to where its reader has confirmed, 0 if nowhere
 * @param retainedBytes how much log the server keeps because of it
 */
public record SlotStatus(
    String plugin,
    String database,
    int activePid,
    boolean lost,
    long confirmed,
    long retainedBytes) {
  private static final String QUERY =
      """
      select plugin, database, active_pid, coalesce(wal_status, '') = 'lost',
        confirmed_flush_lsn, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)
      from pg_replication_slots where slot_name = ?\
      """;

  /** The slot of this name, if there is one. */
  public static Optional<SlotStatus> find(Link link, String name) throws SQLException {
    try (PreparedStatement statement = link.connection().prepareStatement(QUERY)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(read(row)) : Optional.empty();
      }
    }
  }

  private static SlotStatus read(ResultSet row) throws SQLException {
    String confirmed = row.getString(5);
    return new SlotStatus(
        text(row.getString(1)),
        text(row.getString(2)),
        row.getInt(3),
        row.getBoolean(4),
        confirmed == null ? 0 : Lsn.parse(confirmed),
        row.getLong(6));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
