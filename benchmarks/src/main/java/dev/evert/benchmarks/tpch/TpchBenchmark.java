package dev.evert.benchmarks.tpch;

import dev.evert.spi.row.Schema;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The 22 views of TPC-H through refreshes: orders come with their items, and others go. How long
 * Evert takes to bring a view up to date, beside {@code REFRESH MATERIALIZED VIEW} of a PostgreSQL
 * with the same tables; all rows are compared after the load and after each refresh.
 *
 * <p>Arguments: the scale factor; how many pairs of refreshes; perhaps the names of queries.
 */
public final class TpchBenchmark {
  private static final long STATE_BYTES = 1L << 30;

  private TpchBenchmark() {}

  /** What a query took. */
  private static final class Figures {
    private final List<Long> evert = new ArrayList<>();
    private final List<Long> postgres = new ArrayList<>();
    private boolean equal = true;
    private double loadSeconds;

    double evertMillis() {
      return median(evert) / 1e6;
    }

    double postgresMillis() {
      return median(postgres) / 1e6;
    }

    private static double median(List<Long> nanos) {
      List<Long> sorted = nanos.stream().sorted().toList();
      return sorted.get(sorted.size() / 2);
    }
  }

  /** Runs the benchmark. */
  public static void main(String[] arguments) throws SQLException, IOException {
    double scale = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 0.1;
    int refreshes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    Map<String, String> queries = new LinkedHashMap<>(Tables.queries());
    if (arguments.length > 2) {
      queries.keySet().retainAll(List.of(arguments).subList(2, arguments.length));
    }
    if (!run(scale, refreshes, queries)) {
      System.exit(1);
    }
  }

  /**
   * Measures queries and prints their figures.
   *
   * @param queries by their names
   * @return whether all rows were PostgreSQL's, at all times
   */
  static boolean run(double scale, int refreshes, Map<String, String> queries)
      throws SQLException, IOException {
    Data data = Data.generate(scale, refreshes);
    Map<String, List<Map<List<String>, Long>>> expected = new LinkedHashMap<>();
    Map<String, Figures> figures = new LinkedHashMap<>();
    queries.keySet().forEach(name -> figures.put(name, new Figures()));
    postgres(data, queries, expected, figures);
    Map<String, List<String>> first = data.refreshes().getFirst().comes();
    System.out.printf(
        "scale %s: a refresh brings %,d orders and %,d items, or takes as many away%n%n",
        scale, Tables.of(first, "orders").size(), Tables.of(first, "lineitem").size());
    System.out.println("| query | load s | Evert ms | PostgreSQL ms | times faster | rows |");
    System.out.println("| --- | --- | --- | --- | --- | --- |");
    for (String name : queries.keySet()) {
      List<Map<List<String>, Long>> right = Tables.of(expected, name);
      Figures taken = Tables.of(figures, name);
      evert(data, Tables.of(queries, name), right, taken);
      print(name, taken, right.getLast().size());
    }
    summarize(figures);
    return figures.values().stream().allMatch(each -> each.equal);
  }

  private static void postgres(
      Data data,
      Map<String, String> queries,
      Map<String, List<Map<List<String>, Long>>> expected,
      Map<String, Figures> figures)
      throws SQLException, IOException {
    try (PostgresTables tables = new PostgresTables()) {
      tables.insert(data.loaded());
      tables.index();
      for (Map.Entry<String, String> query : queries.entrySet()) {
        tables.createView(query.getKey(), query.getValue());
        expected.put(query.getKey(), new ArrayList<>(List.of(tables.rows(query.getKey()))));
      }
      for (Data.Refresh refresh : data.refreshes()) {
        tables.insert(refresh.comes());
        refresh(tables, expected, figures);
        tables.delete(refresh.goes());
        refresh(tables, expected, figures);
      }
    }
  }

  private static void refresh(
      PostgresTables tables,
      Map<String, List<Map<List<String>, Long>>> expected,
      Map<String, Figures> figures)
      throws SQLException {
    for (String name : expected.keySet()) {
      Tables.of(figures, name).postgres.add(tables.refresh(name));
      Tables.of(expected, name).add(tables.rows(name));
    }
  }

  private static void evert(
      Data data, String query, List<Map<List<String>, Long>> expected, Figures figures)
      throws IOException {
    Map<String, Schema> schemas = Tables.schemas();
    try (EvertView view = new EvertView(query, schemas, STATE_BYTES)) {
      long start = System.nanoTime();
      view.load(data.loaded());
      figures.loadSeconds = (System.nanoTime() - start) / 1e9;
      int next = 0;
      figures.equal = view.rows().equals(expected.get(next++));
      for (Data.Refresh refresh : data.refreshes()) {
        figures.evert.add(view.change(refresh.comes(), true));
        figures.equal &= view.rows().equals(expected.get(next++));
        figures.evert.add(view.change(refresh.goes(), false));
        figures.equal &= view.rows().equals(expected.get(next++));
      }
    }
  }

  private static void print(String name, Figures figures, int rows) {
    System.out.printf(
        "| %s | %.1f | %.2f | %.1f | %.0f | %,d, %s |%n",
        name,
        figures.loadSeconds,
        figures.evertMillis(),
        figures.postgresMillis(),
        figures.postgresMillis() / figures.evertMillis(),
        rows,
        figures.equal ? "equal" : "DIFFERENT");
  }

  private static void summarize(Map<String, Figures> figures) {
    double logarithms =
        figures.values().stream()
            .mapToDouble(each -> Math.log(each.postgresMillis() / each.evertMillis()))
            .sum();
    System.out.printf(
        "%ngeometric mean: %.0f times faster; %d of %d views equal throughout%n",
        Math.exp(logarithms / figures.size()),
        figures.values().stream().filter(each -> each.equal).count(),
        figures.size());
  }
}
