package dev.evert.benchmarks.log;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What to measure, given as {@code name=value}.
 *
 * @param contenders who is measured, of {@link ContenderKind}
 * @param producers for throughput: how many threads append at once, one run each
 * @param batchBytes for throughput: how much the contender's client puts in one batch
 * @param commitsPerSecond for latency: the rate of commits
 * @param warmSeconds how long each run goes before it is measured
 * @param roundSeconds how long a round is measured
 * @param rounds how many rounds; the median counts
 * @param seed of the records
 * @param directory for the contenders' files, on the disk that is to be measured
 * @param json a file that a line is appended to for each figure; empty for none
 */
record Settings(
    List<ContenderKind> contenders,
    List<Integer> producers,
    int batchBytes,
    int commitsPerSecond,
    int warmSeconds,
    int roundSeconds,
    int rounds,
    long seed,
    Path directory,
    String json) {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "contenders", "limit,evert,kafka,kafka_fsync",
          "producers", "1,16",
          "batch", "64",
          "rate", "2000",
          "warm", "5",
          "seconds", "4",
          "rounds", "3",
          "seed", "1",
          "directory", System.getProperty("java.io.tmpdir"),
          "json", "");

  Settings {
    contenders = List.copyOf(contenders);
    producers = List.copyOf(producers);
    if (commitsPerSecond < 1 || warmSeconds < 0 || roundSeconds < 1 || rounds < 1) {
      throw new IllegalArgumentException("rate, seconds and rounds are at least 1, warm 0");
    }
    if (batchBytes < 1 << 10 || batchBytes > 1 << 20) {
      throw new IllegalArgumentException("batch is from 1 to 1024 KiB");
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
    return of(values);
  }

  private static Settings of(Map<String, String> values) {
    return new Settings(
        list(values, "contenders")
            .map(name -> ContenderKind.valueOf(name.toUpperCase(Locale.ROOT)))
            .toList(),
        list(values, "producers").map(Integer::valueOf).toList(),
        number(values, "batch") << 10,
        number(values, "rate"),
        number(values, "warm"),
        number(values, "seconds"),
        number(values, "rounds"),
        number(values, "seed"),
        Path.of(values.getOrDefault("directory", "")),
        values.getOrDefault("json", ""));
  }

  private static Stream<String> list(Map<String, String> values, String name) {
    return Arrays.stream(values.getOrDefault(name, "").split(",")).filter(v -> !v.isEmpty());
  }

  private static int number(Map<String, String> values, String name) {
    return Integer.parseInt(values.getOrDefault(name, ""));
  }
}
