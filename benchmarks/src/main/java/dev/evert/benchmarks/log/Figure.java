package dev.evert.benchmarks.log;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers by name, as one line that a process prints and another reads: {@code FIGURE name=number
 * …}.
 */
record Figure(Map<String, Double> numbers) {
  private static final String MARK = "FIGURE";

  Figure {
    numbers = new TreeMap<>(numbers);
  }

  double number(String name) {
    return numbers.getOrDefault(name, Double.NaN);
  }

  static boolean isLine(String line) {
    return line.startsWith(MARK);
  }

  static Figure parse(String line) {
    Map<String, Double> numbers = new TreeMap<>();
    for (String part : line.substring(MARK.length()).trim().split(" ", 0)) {
      String[] pair = part.split("=", 2);
      numbers.put(pair[0], Double.valueOf(pair[1]));
    }
    return new Figure(numbers);
  }

  String toLine() {
    StringBuilder line = new StringBuilder(MARK);
    numbers.forEach((name, number) -> line.append(' ').append(name).append('=').append(number));
    return line.toString();
  }

  /** A line of JSON that says what was measured. */
  String toJson(ContenderKind contender, String workload, int producers, long seed) {
    StringBuilder json = new StringBuilder();
    json.append(
        "{\"benchmark\":\"log\",\"contender\":\"%s\",\"workload\":\"%s\",\"producers\":%d"
            .formatted(contender.name().toLowerCase(Locale.ROOT), workload, producers));
    json.append(",\"recordBytes\":%d,\"seed\":%d".formatted(Records.BYTES, seed));
    numbers.forEach((name, number) -> json.append(",\"%s\":%s".formatted(name, number)));
    return json.append('}').toString();
  }
}
