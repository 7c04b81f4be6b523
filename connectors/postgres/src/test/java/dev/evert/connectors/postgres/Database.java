package dev.evert.connectors.postgres;

import dev.evert.spi.source.Source;
import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.TestSurroundings;
import dev.evert.testing.contract.SourceMemory;
import dev.evert.testing.contract.SourceRun;
import dev.evert.testing.server.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A new database of a server, and sources of its tables. */
final class Database implements AutoCloseable {
  private final PostgresServer server;
  private final String name;
  private final Path scratch;

  private Database(PostgresServer server, Path scratch) throws SQLException {
    this.server = server;
    this.name = server.createDatabase();
    this.scratch = scratch;
  }

  /** On the server that all tests share. */
  static Database create(Path scratch) throws SQLException {
    return new Database(PostgresServer.shared(), scratch);
  }

  static Database create(PostgresServer server, Path scratch) throws SQLException {
    return new Database(server, scratch);
  }

  /** Removes it, and the slots that sources made in it. */
  @Override
  public void close() throws SQLException {
    server.dropDatabase(name);
  }

  String name() {
    return name;
  }

  PostgresServer server() {
    return server;
  }

  void execute(String... statements) throws SQLException {
    server.execute(name, statements);
  }

  /** Runs statements in one transaction. */
  void transaction(String... statements) throws SQLException {
    try (Connection connection = server.connect(name);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql : statements) {
        statement.execute(sql);
      }
      connection.commit();
    }
  }

  Optional<String> query(String sql) throws SQLException {
    return server.query(name, sql);
  }

  TestSurroundings surroundings() {
    return new TestSurroundings(name, scratch);
  }

  String uri(String table, String options) {
    return "postgres://postgres@127.0.0.1:" + server.port() + "/" + name + "/" + table + options;
  }

  /** A source; options are those of the URI, with the question mark. */
  Source source(String options, String... tables) {
    List<StoreUri> uris = new ArrayList<>();
    for (String table : tables) {
      uris.add(StoreUri.parse(uri(table, options)));
    }
    return new PostgresSourceFactory().open(uris, surroundings());
  }

  SourceRun start(SourceMemory memory, String... tables) {
    return SourceRun.start(source("", tables), memory);
  }

  /** Whether a table's rows are those that were captured. */
  boolean same(SourceMemory memory, int number, String table) throws SQLException {
    List<byte[]> rows = TypedTable.rows(server, name, table, memory.schema(number));
    rows.sort(Arrays::compareUnsigned);
    return memory.complete() && Arrays.deepEquals(rows.toArray(), memory.rows(number).toArray());
  }

  /** Waits until the tables' rows are those that were captured. */
  void awaitSame(SourceRun run, SourceMemory memory, String... tables) {
    for (int i = 0; i < tables.length; i++) {
      int number = i;
      run.await("the rows of " + tables[i], () -> same(memory, number, tables[number]));
    }
  }
}
