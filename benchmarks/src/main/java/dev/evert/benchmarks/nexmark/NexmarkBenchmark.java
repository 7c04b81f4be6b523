package dev.evert.benchmarks.nexmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Nexmark queries in Evert and in Flink SQL, in one process and over the same events in memory;
 * results go nowhere. See {@link Settings} for the arguments.
 */
public final class NexmarkBenchmark {
  private final Settings settings;
  private final Events events;
  private final Map<String, List<Double>> rates = new TreeMap<>();

  private NexmarkBenchmark(Settings settings) {
    this.settings = settings;
    this.events = Events.generate(settings.seed(), settings.events());
  }

  /** Runs the benchmark. */
  public static void main(String[] arguments) throws Exception {
    Settings settings = Settings.parse(arguments);
    if (settings.compare() > 0) {
      Comparison.run(settings);
    }
    NexmarkBenchmark benchmark = new NexmarkBenchmark(settings);
    System.out.printf("| query | contender | events/s | events/CPU-s | live heap MB |%n");
    System.out.printf("| --- | --- | --- | --- | --- |%n");
    for (String query : benchmark.queries()) {
      for (String contender : settings.contenders()) {
        benchmark.measure(query, contender);
      }
    }
    benchmark.rates.forEach((contender, rates) ->
        System.out.printf(
            "geometric mean of %d queries, %s: %.3fM events/CPU-s%n",
            rates.size(), contender, geometricMean(rates) / 1e6));
    // Flink leaves threads behind.
    System.exit(0);
  }

  private List<String> queries() {
    return settings.queries().isEmpty() ? Queries.names("evert") : settings.queries();
  }

  private static double geometricMean(List<Double> rates) {
    double sum = 0;
    for (double rate : rates) {
      sum += Math.log(rate);
    }
    return Math.exp(sum / rates.size());
  }

  /** The first run of all events is there to get warm. */
  private void measure(String query, String name) throws Exception {
    Contender contender = Contender.of(name, settings);
    String sql = Queries.find(contender.dialect(), query);
    if (sql == null) {
      return;
    }
    contender.run(query, sql, events);
    Figure best = contender.run(query, sql, events);
    for (int i = 1; i < settings.rounds(); i++) {
      best = best.better(contender.run(query, sql, events));
    }
    System.out.printf(
        "| %s | %s | %.3fM | %.3fM | %d |%n",
        query,
        name,
        best.perSecond() / 1e6,
        best.perCpuSecond() / 1e6,
        Math.max(0, best.liveBytes() >> 20));
    rates.computeIfAbsent(name, _ -> new ArrayList<>()).add(best.perCpuSecond());
  }
}
