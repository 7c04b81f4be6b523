package dev.evert.benchmarks.log;

import java.io.PrintStream;
import java.util.Map;

/** The figures as tables, with the ratios that Evert is judged by. */
final class Report {
  private static final double MEGABYTE = 1 << 20;

  private final PrintStream out;
  private final Settings settings;

  Report(PrintStream out, Settings settings) {
    this.out = out;
    this.settings = settings;
  }

  void machine() {
    out.printf(
        "Java %s, %s %s, %d processors; records of %d bytes, seed %d%n",
        Runtime.version(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        Records.BYTES,
        settings.seed());
  }

  void throughput(int producers, Map<ContenderKind, Figure> figures) {
    out.printf(
        "%nDurable throughput, commits of 1 ms, producers: %d (median of %d rounds of %d s)%n",
        producers, settings.rounds(), settings.roundSeconds());
    out.printf(
        "  %-52s %12s %24s %14s %9s%n",
        "", "records/s", "(least – most)", "records/CPU-s", "peak MB");
    figures.forEach((kind, figure) ->
        out.printf(
            "  %-52s %,12.0f (%,10.0f – %,10.0f) %,14.0f %,9.0f%n",
            kind.title(),
            figure.number("recordsPerSecond"),
            figure.number("recordsPerSecondLeast"),
            figure.number("recordsPerSecondMost"),
            figure.number("recordsPerCpuSecond"),
            figure.number("peakBytes") / MEGABYTE));
    Figure evert = figures.get(ContenderKind.EVERT);
    if (evert != null) {
      figures.forEach((kind, figure) -> ratio(evert, kind, figure));
    }
  }

  private void ratio(Figure evert, ContenderKind kind, Figure figure) {
    if (kind != ContenderKind.EVERT) {
      out.printf(
          "  Evert is %5.2f times in records/s and %5.2f times in records/CPU-s what is%n"
              + "           %s%n",
          evert.number("recordsPerSecond") / figure.number("recordsPerSecond"),
          evert.number("recordsPerCpuSecond") / figure.number("recordsPerCpuSecond"),
          kind.title());
    }
  }

  void latency(Map<ContenderKind, Figure> figures) {
    out.printf(
        "%nAcknowledgement at %,d commits/s of one record each, in µs%n",
        settings.commitsPerSecond());
    out.printf(
        "  %-52s %9s %7s %7s %7s %8s %8s %8s %8s%n",
        "", "commits/s", "p50", "p90", "p99", "p99.9", "max", "CPU µs", "peak MB");
    figures.forEach((kind, figure) ->
        out.printf(
            "  %-52s %,9.0f %,7.0f %,7.0f %,7.0f %,8.0f %,8.0f %,8.0f %,8.0f%n",
            kind.title(),
            figure.number("commitsPerSecond"),
            figure.number("p50Micros"),
            figure.number("p90Micros"),
            figure.number("p99Micros"),
            figure.number("p999Micros"),
            figure.number("maxMicros"),
            figure.number("cpuMicrosPerCommit"),
            figure.number("peakBytes") / MEGABYTE));
  }
}
