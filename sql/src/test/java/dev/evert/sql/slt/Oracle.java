package dev.evert.sql.slt;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL, one for all tests of a JVM: what it answers is right. */
final class Oracle implements AutoCloseable {
  private static @Nullable EmbeddedPostgres server;

  private final Connection connection;

  /** A connection with a schema of its own. */
  Oracle(String schema) throws SQLException {
    connection = server().getPostgresDatabase(Map.of("preferQueryMode", "simple")).getConnection();
    execute("set timezone = 'UTC'");
    execute("set intervalstyle = 'postgres'");
    execute("drop schema if exists \"" + schema + "\" cascade");
    execute("create schema \"" + schema + "\"");
    execute("set search_path = \"" + schema + "\"");
  }

  private static synchronized EmbeddedPostgres server() {
    if (server == null) {
      try {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return server;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows as PostgreSQL prints them, null for SQL's null. */
  List<List<@Nullable String>> query(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int width = rows.getMetaData().getColumnCount();
      List<List<@Nullable String>> all = new ArrayList<>();
      while (rows.next()) {
        List<@Nullable String> row = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          row.add(rows.getString(i));
        }
        all.add(row);
      }
      return all;
    }
  }

  /** The names and types of a query's columns, as PostgreSQL names them. */
  List<String> columns(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> names = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        names.add(
            rows.getMetaData().getColumnName(i) + " " + rows.getMetaData().getColumnTypeName(i));
      }
      return names;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
