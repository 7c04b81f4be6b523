package dev.evert.benchmarks.recursion;

import dev.evert.testing.server.PostgresServer;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** A PostgreSQL server with the edges of a graph, table {@code edge (a, b)}. */
final class EdgeServer implements AutoCloseable {
  private static final int ROWS_PER_INSERT = 50_000;

  private final PostgresServer server;
  private final String database;
  private int runs;

  EdgeServer(List<int[]> edges) throws IOException, SQLException {
    server = PostgresServer.start();
    database = server.createDatabase();
    server.execute(database, "create table edge (a int, b int)");
    for (int i = 0; i < edges.size(); i += ROWS_PER_INSERT) {
      insert(edges.subList(i, Math.min(edges.size(), i + ROWS_PER_INSERT)));
    }
    server.execute(database, "create index on edge (a)", "analyze edge");
  }

  private void insert(List<int[]> edges) throws SQLException {
    StringBuilder values = new StringBuilder("insert into edge values ");
    String separator = "";
    for (int[] edge : edges) {
      values.append(separator).append('(').append(edge[0]).append(',').append(edge[1]).append(')');
      separator = ",";
    }
    server.execute(database, values.toString());
  }

  /** How long a query takes, in milliseconds: the best of three. */
  double millis(String query) throws SQLException {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long start = System.nanoTime();
      server.execute(database, "create temp table c" + ++runs + " as " + query);
      best = Math.min(best, (System.nanoTime() - start) / 1e6);
    }
    return best;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
