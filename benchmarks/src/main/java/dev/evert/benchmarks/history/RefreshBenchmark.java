package dev.evert.benchmarks.history;

import dev.evert.testing.server.PostgresServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One change of a view over a million rows, beside PostgreSQL's {@code REFRESH MATERIALIZED VIEW}
 * of the same view over the same rows.
 *
 * <p>Arguments: rows; how many changes to measure.
 */
public final class RefreshBenchmark {
  private static final long MEMORY_BYTES = 1L << 30;
  private static final int REFRESHES = 5;

  private static final Map<String, String> VIEWS = new LinkedHashMap<>();

  static {
    VIEWS.put(
        "100,000 groups",
        "select customer, count(*) as sales, sum(amount) as total, max(amount) as largest"
            + " from sales group by customer");
    VIEWS.put(
        "join, 100 groups",
        "select c.region, count(*) as sales, sum(s.amount) as total"
            + " from sales s join customers c on c.id = s.customer group by c.region");
    VIEWS.put(
        "join, all rows",
        "select s.id, s.amount, c.region from sales s join customers c on c.id = s.customer");
  }

  private RefreshBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) throws IOException, SQLException {
    long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
    int changes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50_000;
    System.out.printf(
        "%,d rows; load average %.1f%n",
        rows, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    try (PostgresServer server = PostgresServer.start()) {
      String database = server.createDatabase();
      fill(server, database, rows);
      for (Map.Entry<String, String> view : VIEWS.entrySet()) {
        compare(server, database, view.getKey(), view.getValue(), rows, changes);
      }
    }
  }

  private static void fill(PostgresServer server, String database, long rows) throws SQLException {
    long customers = rows / Sales.SALES_PER_CUSTOMER;
    server.execute(
        database,
        "create table customers (id bigint primary key, region bigint not null)",
        "create table sales (id bigint primary key, customer bigint not null,"
            + " amount bigint not null)",
        "insert into customers select i, i % "
            + Sales.REGIONS
            + " from generate_series(0::bigint, "
            + (customers - 1)
            + ") i",
        "insert into sales select i, i * 31 % "
            + customers
            + ", i * 7919 % "
            + Sales.AMOUNTS
            + " from generate_series(0::bigint, "
            + (rows - 1)
            + ") i",
        "vacuum analyze");
  }

  private static void compare(
      PostgresServer server, String database, String name, String sql, long rows, int changes)
      throws IOException, SQLException {
    server.execute(database, "create materialized view v as " + sql);
    double refreshMillis = refresh(server, database);
    long expected = Long.parseLong(server.query(database, "select count(*) from v").orElseThrow());
    server.execute(database, "drop materialized view v");
    try (Sales sales = new Sales(sql, MEMORY_BYTES)) {
      sales.load(rows);
      if (sales.viewRows() != expected) {
        throw new IllegalStateException(sales.viewRows() + " rows instead of " + expected);
      }
      long[] nanos = new long[changes];
      for (int i = -changes; i < changes; i++) {
        nanos[Math.max(i, 0)] = sales.change();
      }
      Arrays.sort(nanos);
      double micros = nanos[changes / 2] / 1e3;
      System.out.printf(
          "%-18s %,10d rows in the view  REFRESH %,8.0f ms  one change p50 %8.1f us  p99 %8.1f us"
              + "  REFRESH/p50 %,.0f%n",
          name,
          expected,
          refreshMillis,
          micros,
          nanos[(int) (changes * 99L / 100)] / 1e3,
          refreshMillis * 1e3 / micros);
    }
  }

  /** The best of several, in milliseconds. */
  private static double refresh(PostgresServer server, String database) throws SQLException {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < REFRESHES; i++) {
      long start = System.nanoTime();
      server.execute(database, "refresh materialized view v");
      best = Math.min(best, (System.nanoTime() - start) / 1e6);
    }
    return best;
  }
}
