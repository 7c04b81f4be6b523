package dev.evert.shell.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A real PostgreSQL server of the demo's own, with durable commits and logical decoding. */
final class DemoDatabase implements AutoCloseable {
  private static final String USER = "postgres";

  private final EmbeddedPostgres server;

  private DemoDatabase(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Starts a server with its data in a directory. */
  static DemoDatabase start(Path directory) throws IOException {
    Files.createDirectories(directory);
    Redirect log = Redirect.appendTo(directory.resolve("server.log").toFile());
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory.resolve("data"))
            .setOutputRedirector(log)
            .setErrorRedirector(log);
    builder.setServerConfig("wal_level", "logical");
    builder.setServerConfig("fsync", "on");
    builder.setServerConfig("synchronous_commit", "on");
    return new DemoDatabase(builder.start());
  }

  /** The server's own words for its version: {@code 18.6}. */
  String version() throws SQLException {
    try (Connection connection = connect()) {
      return connection.getMetaData().getDatabaseProductVersion().split(" ", 2)[0];
    }
  }

  /** A table's URI, for a pipe. */
  String uri(String table) {
    return "postgres://" + USER + "@localhost:" + server.getPort() + "/postgres/" + table;
  }

  /** A connection. */
  Connection connect() throws SQLException {
    String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
    return DriverManager.getConnection(url, USER, "");
  }

  /** Runs a statement in a transaction of its own; returns how many rows it changed. */
  int execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  /** The first column of the first row. */
  String query(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
