package dev.evert.benchmarks.nexmark;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What to measure, given as {@code name=value}.
 *
 * @param events how many events
 * @param queries which queries; empty for all that an engine has
 * @param contenders of {@link Contender}
 * @param rounds how often each is measured; the best round counts
 * @param stateBytes what Evert's state may take of the heap before it goes to disk
 * @param compare how many events to compare the results of both engines for; 0 for no comparison
 * @param seed of the events
 */
record Settings(
    long events,
    List<String> queries,
    List<String> contenders,
    int rounds,
    long stateBytes,
    long compare,
    long seed) {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "events", "5000000",
          "queries", "",
          "contenders", "evert,event,flink,minibatch",
          "rounds", "2",
          "state", "256",
          "compare", "0",
          "seed", "1");

  Settings {
    queries = List.copyOf(queries);
    contenders = List.copyOf(contenders);
    if (events < 1 || rounds < 1) {
      throw new IllegalArgumentException("events and rounds are at least 1");
    }
  }

  static Settings parse(String... arguments) {
    Map<String, String> values = new TreeMap<>(DEFAULTS);
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      if (parts.length < 2 || !DEFAULTS.containsKey(parts[0])) {
        throw new IllegalArgumentException(
            "A setting is name=value with one of " + Set.copyOf(values.keySet()) + ": " + argument);
      }
      values.put(parts[0], parts[1]);
    }
    return new Settings(
        number(values, "events"),
        list(values, "queries"),
        list(values, "contenders"),
        (int) number(values, "rounds"),
        number(values, "state") << 20,
        number(values, "compare"),
        number(values, "seed"));
  }

  private static List<String> list(Map<String, String> values, String name) {
    String value = values.getOrDefault(name, "");
    return Arrays.stream(value.split(",")).filter(part -> !part.isEmpty()).toList();
  }

  private static long number(Map<String, String> values, String name) {
    return Long.parseLong(values.getOrDefault(name, ""));
  }
}
