package dev.evert.connectors.postgres.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.jdbc.PgConnection;

/** A connection to a database, and the socket under it. */
public final class Link implements AutoCloseable {
  private final PgConnection connection;
  private final TimedSocket socket;

  Link(PgConnection connection, TimedSocket socket) {
    this.connection = connection;
    this.socket = socket;
  }

  /** The driver's connection. */
  public PgConnection connection() {
    return connection;
  }

  /** What the connection reads from. */
  public TimedSocket socket() {
    return socket;
  }

  /** The connection's COPY protocol. */
  public CopyManager copy() throws SQLException {
    return ((PGConnection) connection).getCopyAPI();
  }

  /** The server's version as PostgreSQL counts, e.g. 180001. */
  public int version() throws SQLException {
    return connection.getServerMajorVersion() * 10_000 + connection.getServerMinorVersion();
  }

  /** Runs statements without result. */
  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of the first row; empty if there is no row or it is null. */
  public Optional<String> query(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
    }
  }

  /** The first column of the first row, which is there. */
  public String value(String sql) throws SQLException {
    return query(sql).orElseThrow(() -> new SQLException("no value from: " + sql, "XX000"));
  }

  /** A place in the log that the server tells. */
  public long lsn(String sql) throws SQLException {
    return Lsn.parse(value(sql));
  }

  /** Closes it in good order. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      abort();
    }
  }

  /** Cuts it off: whoever waits for the server gets a failure. Any thread may call it. */
  public void abort() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
