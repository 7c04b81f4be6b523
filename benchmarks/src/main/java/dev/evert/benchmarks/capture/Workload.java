package dev.evert.benchmarks.capture;

import dev.evert.testing.server.PostgresServer;
import java.sql.SQLException;

/** A table of orders in a real PostgreSQL, and changes of it. */
final class Workload implements AutoCloseable {
  static final String TABLE = "orders";

  private final PostgresServer server;
  private final String database;

  Workload() throws SQLException {
    server = PostgresServer.start();
    database = server.createDatabase();
    server.execute(
        database,
        """
        create table orders (id bigint primary key, customer int not null, product int not null,
          total numeric(12,2) not null, status text not null, placed timestamptz not null)
        """);
  }

  /** Fills the table with rows. */
  void fill(int rows) throws SQLException {
    server.execute(database, insert(1, rows), "checkpoint");
  }

  /** Inserts rows in transactions of a thousand. */
  void stream(int from, int rows) throws SQLException {
    for (int at = from; at < from + rows; at += 1_000) {
      server.execute(database, insert(at, at + 999));
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

  int port() {
    return server.port();
  }

  String database() {
    return database;
  }

  @Override
  public void close() {
    server.close();
  }
}
