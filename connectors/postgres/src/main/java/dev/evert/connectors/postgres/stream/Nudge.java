package dev.evert.connectors.postgres.stream;

import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.Sql;
import java.sql.SQLException;

/** Writes an empty transaction to the log, so that the stream comes to where the log is now. */
public final class Nudge {

  private Nudge() {}

  /** Writes one with a message of this prefix, which no table's changes depend on. */
  public static void write(Link link, String prefix) throws SQLException {
    link.value("select pg_logical_emit_message(true, " + Sql.string(prefix) + ", '')");
  }
}
