package dev.evert.benchmarks.nexmark;

import dev.evert.benchmarks.nexmark.flink.FlinkRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares the results of both engines, row by row. */
final class Comparison {
  /** The mean of bigints is a bigint in Flink, and a numeric in Evert. */
  private static final Map<String, Integer> MEANS = Map.of("q4", 1, "q17", 8);

  /** Flink 2.3.0 takes the input of its top for one that only grows, and gives wrong rows. */
  private static final Set<String> WRONG = Set.of("q9");

  private Comparison() {}

  static void run(Settings settings) throws Exception {
    Events events = Events.generate(settings.seed(), settings.compare());
    List<String> queries =
        settings.queries().isEmpty() ? Queries.names("flink") : settings.queries();
    for (String query : queries) {
      String evert = Queries.find("evert", query);
      String flink = Queries.find("flink", query);
      if (evert != null && flink != null && !WRONG.contains(query)) {
        Map<List<String>, Long> left =
            rounded(
                query,
                ResultRows.of(
                    evert,
                    Timing.of(query),
                    events,
                    EventWriter.BLOCK_EVENTS,
                    settings.stateBytes()));
        Map<List<String>, Long> right =
            new FlinkRun(events.blocks(), false, FlinkContender.tables()).collect(flink);
        report(query, left, right);
      }
    }
  }

  private static Map<List<String>, Long> rounded(String query, Map<List<String>, Long> rows) {
    Integer mean = MEANS.get(query);
    if (mean == null) {
      return rows;
    }
    Map<List<String>, Long> rounded = new HashMap<>();
    rows.forEach((row, weight) -> {
      List<String> fields = new ArrayList<>(row);
      fields.set(mean, fields.get(mean).split("\\.", 2)[0]);
      rounded.merge(fields, weight, Long::sum);
    });
    return rounded;
  }

  private static void report(
      String query, Map<List<String>, Long> left, Map<List<String>, Long> right) {
    Map<List<String>, Long> rest = new HashMap<>(left);
    right.forEach((row, weight) -> rest.merge(row, -weight, Long::sum));
    rest.values().removeIf(weight -> weight == 0);
    long rows = left.values().stream().mapToLong(Long::longValue).sum();
    System.out.printf("%s: %d rows in Evert, %d differences%n", query, rows, rest.size());
    rest.entrySet().stream().limit(2).forEach(row -> System.out.println("  " + row));
  }
}
