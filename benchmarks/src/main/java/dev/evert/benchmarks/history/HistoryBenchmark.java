package dev.evert.benchmarks.history;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one change costs in a view of 10<sup>5</sup>, 10<sup>6</sup>, … rows, as a table and a plot.
 *
 * <p>Arguments: the largest number of rows; how many changes to measure; how many megabytes of the
 * heap the state may take; where to write the plot, if at all.
 */
public final class HistoryBenchmark {
  private static final long SMALLEST = 100_000;

  private static final Map<String, String> VIEWS = new LinkedHashMap<>();

  static {
    VIEWS.put(
        "join",
        "select s.id, s.amount, c.region from sales s join customers c on c.id = s.customer");
    VIEWS.put(
        "aggregate",
        "select customer, count(*) as sales, sum(amount) as total from sales group by customer");
    VIEWS.put(
        "top-N",
        "select id, customer, amount from (select id, customer, amount, row_number() over"
            + " (partition by customer order by amount desc, id) as place from sales) s"
            + " where place <= 3");
    VIEWS.put(
        "window",
        "select id, customer, sum(amount) over (partition by customer order by id) as running,"
            + " rank() over (partition by customer order by amount desc) as place from sales");
  }

  private HistoryBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) throws IOException {
    long largest = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000;
    int changes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50_000;
    long memory = (arguments.length > 2 ? Long.parseLong(arguments[2]) : 4096) << 20;
    System.out.printf(
        "load average %.1f%n", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    List<CostPlot.Line> lines = new ArrayList<>();
    for (Map.Entry<String, String> view : VIEWS.entrySet()) {
      List<CostPlot.Cost> costs = new ArrayList<>();
      measure(view.getValue(), SMALLEST, changes, memory); // to get warm
      for (long rows = SMALLEST; rows <= largest; rows *= 10) {
        CostPlot.Cost cost = measure(view.getValue(), rows, changes, memory);
        System.out.printf(
            "%-10s %,12d rows: p50 %8.1f us, p99 %8.1f us a change%n",
            view.getKey(), rows, cost.medianMicros(), cost.slowMicros());
        costs.add(cost);
      }
      lines.add(new CostPlot.Line(view.getKey(), costs));
    }
    if (arguments.length > 3) {
      Files.writeString(Path.of(arguments[3]), CostPlot.draw(lines));
    }
  }

  private static CostPlot.Cost measure(String sql, long rows, int changes, long memory)
      throws IOException {
    try (Sales sales = new Sales(sql, memory)) {
      sales.load(rows);
      sales.settle();
      for (int i = 0; i < changes / 2; i++) {
        sales.change();
      }
      long[] nanos = new long[changes];
      for (int i = 0; i < changes; i++) {
        nanos[i] = sales.change();
      }
      Arrays.sort(nanos);
      return new CostPlot.Cost(
          rows, nanos[changes / 2] / 1e3, nanos[(int) (changes * 99L / 100)] / 1e3);
    }
  }
}
