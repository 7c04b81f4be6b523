package dev.evert.benchmarks.state;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What to measure, given as {@code name=value}.
 *
 * @param directory on the disk to be measured; empty for the temporary directory
 * @param stateBytes how large the state is to become
 * @param smallOrders how many orders there are when it is small
 * @param memoryBytes what the state may take of the heap before it goes to disk
 * @param batch changes a step
 * @param seconds a round takes
 * @param rounds how many there are; the median counts
 * @param seed of the changes
 */
record Settings(
    Path directory,
    long stateBytes,
    long smallOrders,
    long memoryBytes,
    int batch,
    long seconds,
    int rounds,
    long seed) {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "directory", "",
          "gigabytes", "20",
          "small", "200000",
          "memory", "256",
          "batch", "1000",
          "seconds", "20",
          "rounds", "3",
          "seed", "1");

  Settings {
    if (stateBytes < 1 || smallOrders < 1 || memoryBytes < 1) {
      throw new IllegalArgumentException("sizes are positive");
    }
    if (batch < 1 || seconds < 1 || rounds < 1) {
      throw new IllegalArgumentException("batch, seconds and rounds are at least 1");
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
        Path.of(values.getOrDefault("directory", "")),
        (long) (Double.parseDouble(values.getOrDefault("gigabytes", "")) * 1e9),
        number(values, "small"),
        number(values, "memory") << 20,
        (int) number(values, "batch"),
        number(values, "seconds"),
        (int) number(values, "rounds"),
        number(values, "seed"));
  }

  private static long number(Map<String, String> values, String name) {
    return Long.parseLong(values.getOrDefault(name, ""));
  }
}
