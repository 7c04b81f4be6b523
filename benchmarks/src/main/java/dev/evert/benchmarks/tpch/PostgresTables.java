package dev.evert.benchmarks.tpch;

import dev.evert.testing.server.PostgresServer;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * The tables of TPC-H in a PostgreSQL, with the indexes that its queries gain from, and a
 * materialized view for each query.
 */
final class PostgresTables implements AutoCloseable {
  /** Stands for null in the rows. */
  static final String NULL = "null";

  private static final int COPY_ROWS = 50_000;

  private final PostgresServer server;
  private final Connection connection;

  PostgresTables() throws SQLException {
    server = PostgresServer.start();
    connection = server.connect(server.createDatabase());
    for (String sql : Tables.statements()) {
      execute(sql);
    }
  }

  /** Copies rows into the tables. */
  void insert(Map<String, List<String>> rows) throws SQLException, IOException {
    for (Map.Entry<String, List<String>> table : rows.entrySet()) {
      String sql = "copy " + table.getKey() + " from stdin (delimiter '|')";
      List<String> lines = table.getValue();
      for (int i = 0; i < lines.size(); i += COPY_ROWS) {
        List<String> part = lines.subList(i, Math.min(lines.size(), i + COPY_ROWS));
        String text = part.stream().collect(Collectors.joining("\n", "", "\n"));
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, new StringReader(text));
      }
    }
  }

  /** What is done once all is loaded. */
  void index() throws SQLException {
    execute("create index on lineitem (l_partkey, l_suppkey)");
    execute("create index on orders (o_custkey)");
    execute("create index on partsupp (ps_suppkey)");
    execute("vacuum analyze");
  }

  /** Takes orders and their items away. */
  void delete(Map<String, List<String>> rows) throws SQLException {
    String keys =
        Tables.of(rows, "orders").stream().map(Data::key).collect(Collectors.joining(","));
    execute("delete from lineitem where l_orderkey in (" + keys + ")");
    execute("delete from orders where o_orderkey in (" + keys + ")");
  }

  void createView(String name, String query) throws SQLException {
    execute("create materialized view " + name + " as " + query);
  }

  /** Refreshes a view; returns after how many nanoseconds it knows. */
  long refresh(String name) throws SQLException {
    long start = System.nanoTime();
    execute("refresh materialized view " + name);
    return System.nanoTime() - start;
  }

  /** The rows as texts, each with how often it is there. */
  Map<List<String>, Long> rows(String name) throws SQLException {
    Map<List<String>, Long> all = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select * from " + name)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> texts = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          String text = rows.getString(i);
          texts.add(text == null ? NULL : text);
        }
        all.merge(texts, 1L, Long::sum);
      }
    }
    return all;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    server.close();
  }
}
