package dev.evert.benchmarks.capture;

import dev.evert.testing.server.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A table of orders in a database of its own, and changes of it.
 *
 * @param port of a server on this machine
 * @param database that has the table
 */
record Workload(int port, String database) {
  static final String TABLE = "orders";

  private static final int TRANSACTION_ROWS = 1_000;

  /** Makes the table, with rows. */
  void create(int rows) throws SQLException {
    execute(
        """
        create table orders (id bigint primary key, customer int not null, product int not null,
          total numeric(12,2) not null, status text not null, placed timestamptz not null)
        """,
        insert(1, rows),
        "vacuum analyze orders",
        "checkpoint");
  }

  /** Inserts rows in transactions of a thousand. */
  void insertMany(int from, int rows) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set synchronous_commit = off");
      for (int at = from; at < from + rows; at += TRANSACTION_ROWS) {
        int last = Math.min(at + TRANSACTION_ROWS, from + rows) - 1;
        statement.execute(insert(at, last));
      }
      statement.execute("checkpoint");
    }
  }

  /** Who has the rows. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + port + "/" + database, PostgresServer.USER, "");
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String insert(int from, int to) {
    return """
    insert into orders select i, i %% 10000, i %% 1000, i / 7.0,
      (array['placed','paid','sent'])[1 + i %% 3], '2024-01-01'::timestamptz + i * interval '1 s'
    from generate_series(%d, %d) i
    """
        .formatted(from, to);
  }
}
