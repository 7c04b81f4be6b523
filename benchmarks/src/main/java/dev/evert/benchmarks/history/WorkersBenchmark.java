package dev.evert.benchmarks.history;

import dev.evert.dataflow.digest.Digest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Eight views of one table, derived by one thread and by several: loading the table, and changing
 * many of its rows at once. The views must be the same.
 *
 * <p>Arguments: rows; the most threads, of which powers of two are tried.
 */
public final class WorkersBenchmark {
  private static final long MEMORY_BYTES = 2L << 30;
  private static final int STEPS = 300;
  private static final int CHANGES = 1_000;
  private static final List<String> VIEWS =
      List.of(
          "select customer, count(*) as n, sum(amount) as total from sales group by customer",
          "select customer, min(amount) as lo, max(amount) as hi from sales group by customer",
          "select amount % 1000 as bucket, count(*) as n from sales group by amount % 1000",
          "select s.id, s.amount, c.region from sales s join customers c on c.id = s.customer",
          "select c.region, sum(s.amount) as total from sales s join customers c"
              + " on c.id = s.customer group by c.region",
          "select id, amount from sales where amount > 900000",
          "select distinct customer, amount % 7 as kind from sales",
          "select id, customer, amount from (select *, row_number() over"
              + " (partition by customer order by amount desc, id) as place from sales) s"
              + " where place <= 3");

  private WorkersBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) throws IOException {
    long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
    int most =
        arguments.length > 1
            ? Integer.parseInt(arguments[1])
            : Runtime.getRuntime().availableProcessors();
    System.out.printf(
        "%d processors, load average %.1f%n",
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    run(rows / 10, 1); // to get warm
    List<Digest> expected = run(rows, 1);
    for (int threads = 2; threads <= most; threads *= 2) {
      if (!run(rows, threads).equals(expected)) {
        throw new IllegalStateException("other rows with " + threads + " threads");
      }
    }
  }

  private static List<Digest> run(long rows, int threads) throws IOException {
    try (Sales sales = new Sales(VIEWS, MEMORY_BYTES, threads)) {
      long start = System.nanoTime();
      sales.load(rows);
      double loaded = (System.nanoTime() - start) / 1e9;
      start = System.nanoTime();
      for (int i = 0; i < STEPS; i++) {
        sales.change(CHANGES);
      }
      double changed = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "%d threads: %,d rows loaded in %.1f s, %,.0f/s; %,.0f changes/s%n",
          threads, rows, loaded, rows / loaded, STEPS * CHANGES / changed);
      return sales.digests();
    }
  }
}
