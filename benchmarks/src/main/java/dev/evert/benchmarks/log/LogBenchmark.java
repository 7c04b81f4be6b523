package dev.evert.benchmarks.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures the log beside the limit of the machine and beside Kafka, each in processes of its own,
 * one after the other. Arguments are {@link Settings}.
 */
public final class LogBenchmark {
  private static final List<String> JVM = List.of("-Xmx1g");

  private final Settings settings;
  private final List<String> arguments;

  private LogBenchmark(String... arguments) {
    this.settings = Settings.parse(arguments);
    this.arguments = List.of(arguments);
  }

  /** Measures what the arguments say, or all. */
  public static void main(String[] arguments) throws Exception {
    LogBenchmark benchmark = new LogBenchmark(arguments);
    Report report = new Report(System.out, benchmark.settings);
    report.machine();
    for (int producers : benchmark.settings.producers()) {
      report.throughput(producers, benchmark.measure(producers));
    }
    report.latency(benchmark.measure(0));
  }

  private Map<ContenderKind, Figure> measure(int producers) throws Exception {
    Map<ContenderKind, Figure> figures = new EnumMap<>(ContenderKind.class);
    for (ContenderKind kind : settings.contenders()) {
      Path directory = Files.createTempDirectory(settings.directory(), "log-benchmark");
      try {
        Figure figure = measure(kind, producers, directory);
        figures.put(kind, figure);
        keep(
            figure.toJson(
                kind, producers == 0 ? "latency" : "throughput", producers, settings.seed()));
      } finally {
        delete(directory);
      }
    }
    return figures;
  }

  private Figure measure(ContenderKind kind, int producers, Path directory) throws Exception {
    List<String> all =
        new ArrayList<>(List.of(kind.name(), String.valueOf(producers), directory.toString()));
    all.addAll(arguments);
    ProcessBuilder program = Child.java(JVM, kind.libraries(), Measurement.class.getName(), all);
    Process process =
        Child.start(program.redirectError(directory.resolve("measurement.err").toFile()));
    String line;
    try (BufferedReader output = process.inputReader()) {
      line = output.lines().filter(Figure::isLine).findFirst().orElse("");
    }
    if (process.waitFor() != 0 || line.isEmpty()) {
      throw new IOException(
          kind.title() + " failed:\n" + Files.readString(directory.resolve("measurement.err")));
    }
    return Figure.parse(line);
  }

  private void keep(String json) throws IOException {
    if (!settings.json().isEmpty()) {
      Files.writeString(
          Path.of(settings.json()),
          json + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(directory)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
