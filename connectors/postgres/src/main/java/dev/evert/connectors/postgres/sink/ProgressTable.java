package dev.evert.connectors.postgres.sink;

import dev.evert.connectors.postgres.catalog.TableName;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.Sql;
import dev.evert.spi.sink.SinkProgress;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The table {@code evert_progress} beside the targets in a schema: which pipe fills a table, and
 * how far it is. The row's lock keeps two processes from filling a table at once.
 */
final class ProgressTable {
  /** The version of a target that was made and has no batch yet. */
  static final long NOTHING = -1;

  private static final String TABLE = "evert_progress";

  private final String name;
  private final String target;

  ProgressTable(TableName target) {
    this.name = Sql.name(target.schema(), TABLE);
    this.target = target.table();
  }

  /**
   * A row.
   *
   * @param version {@link #NOTHING} before the first batch
   */
  record Entry(String pipe, String token, long version) {
    /** The progress; empty before the first batch. */
    Optional<SinkProgress> progress() {
      return version == NOTHING ? Optional.empty() : Optional.of(new SinkProgress(token, version));
    }
  }

  void create(Link link) throws SQLException {
    link.execute(
        "CREATE TABLE IF NOT EXISTS "
            + name
            + " (target text PRIMARY KEY, pipe text NOT NULL, token text NOT NULL,"
            + " version bigint NOT NULL, changed timestamptz NOT NULL DEFAULT now())");
  }

  /** The target's row, locked until the transaction ends; empty if it has none. */
  Optional<Entry> lock(Link link) throws SQLException {
    String query = "SELECT pipe, token, version FROM " + name + " WHERE target = ? FOR UPDATE";
    try (PreparedStatement statement = link.connection().prepareStatement(query)) {
      statement.setString(1, target);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new Entry(row.getString(1), row.getString(2), row.getLong(3)))
            : Optional.empty();
      }
    }
  }

  void insert(Link link, String pipe) throws SQLException {
    String insert = "INSERT INTO " + name + " (target, pipe, token, version) VALUES (?, ?, '', ?)";
    try (PreparedStatement statement = link.connection().prepareStatement(insert)) {
      statement.setString(1, target);
      statement.setString(2, pipe);
      statement.setLong(3, NOTHING);
      statement.executeUpdate();
    }
  }

  void update(Link link, SinkProgress progress) throws SQLException {
    String update =
        "UPDATE " + name + " SET token = ?, version = ?, changed = now() WHERE target = ?";
    try (PreparedStatement statement = link.connection().prepareStatement(update)) {
      statement.setString(1, progress.token());
      statement.setLong(2, progress.version());
      statement.setString(3, target);
      statement.executeUpdate();
    }
  }

  /** Removes the target's row, and the table itself when that was the last one. */
  void delete(Link link) throws SQLException {
    link.execute("DELETE FROM " + name + " WHERE target = " + Sql.string(target));
    if (link.query("SELECT 1 FROM " + name + " LIMIT 1").isEmpty()) {
      link.execute("DROP TABLE " + name);
    }
  }

  /** Whether it is there. */
  boolean exists(Link link) throws SQLException {
    return link.query("SELECT to_regclass(" + Sql.string(name) + ")").isPresent();
  }
}
