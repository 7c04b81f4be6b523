package dev.evert.shell.progress;

import dev.evert.engine.status.PipeStatus;
import dev.evert.engine.status.PipeStatus.SinkStatus;
import dev.evert.shell.console.Amounts;
import dev.evert.spi.source.SourceProgress;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.StringJoiner;

/** A pipe's progress on one line. */
final class StatusLine {
  private static final int BAR_CHARS = 20;

  private StatusLine() {}

  /**
   * The line.
   *
   * @param earlier what rates are measured from
   * @param phaseStart when the phase began, for how long copying takes
   */
  static String of(Sample now, Sample earlier, Sample phaseStart) {
    return switch (now.status().phase()) {
      case RECOVERING -> recovering(now, earlier);
      case SNAPSHOT -> snapshot(now, earlier, phaseStart);
      case RUNNING -> running(now, earlier);
      case FINISHED -> "finished: " + Amounts.count(now.status().view().rows(), "row");
      case PARKED -> "parked: " + running(now, earlier);
      case STOPPED -> "stopped";
    };
  }

  private static String recovering(Sample now, Sample earlier) {
    long changes = now.status().view().changes();
    if (changes == 0) {
      return "starting";
    }
    double rate = now.perSecond(changes - earlier.status().view().changes(), earlier);
    return "recovering: "
        + Amounts.count(changes)
        + " changes read from the log, "
        + Amounts.rate(rate);
  }

  private static String snapshot(Sample now, Sample earlier, Sample phaseStart) {
    StringJoiner line = new StringJoiner("   ");
    for (int i = 0; i < now.status().sources().size(); i++) {
      Optional<SourceProgress.Snapshot> copy = now.snapshot(i);
      if (copy.isPresent()) {
        line.add(copying(copy.get(), rate(now, earlier, i), rate(now, phaseStart, i)));
      }
      now.status().sources().get(i).progress().flatMap(StatusLine::waiting).ifPresent(line::add);
    }
    return line.length() == 0 ? "copying" : line.toString();
  }

  /** Rows a second of one source's copying; of all its tables, as they follow one another. */
  private static double rate(Sample now, Sample earlier, int source) {
    long before = earlier.snapshot(source).map(SourceProgress.Snapshot::rows).orElse(0L);
    long rows = now.snapshot(source).map(SourceProgress.Snapshot::rows).orElse(0L);
    return now.perSecond(rows - before, earlier);
  }

  private static String copying(SourceProgress.Snapshot copy, double rate, double mean) {
    String rows = Amounts.count(copy.rows());
    if (copy.expectedRows().isEmpty() || copy.expectedRows().getAsLong() <= 0) {
      return copy.table() + "  " + rows + " rows  " + Amounts.rate(rate);
    }
    // An estimate of the outside system: it may be lower than what is there.
    long expected = Math.max(copy.expectedRows().getAsLong(), copy.rows());
    double part = (double) copy.rows() / expected;
    String left =
        mean <= 0 ? "" : "  " + Amounts.span(seconds((expected - copy.rows()) / mean)) + " left";
    return copy.table()
        + "  "
        + bar(part)
        + " "
        + (int) (part * 100)
        + "%  "
        + rows
        + " of ~"
        + Amounts.count(expected)
        + " rows  "
        + Amounts.rate(rate)
        + left;
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis((long) (Math.min(seconds, 1e9) * 1000));
  }

  private static String bar(double part) {
    int full = (int) (part * BAR_CHARS);
    return "[" + "#".repeat(full) + ".".repeat(BAR_CHARS - full) + "]";
  }

  private static String running(Sample now, Sample earlier) {
    StringJoiner line = new StringJoiner("  ");
    line.add(Amounts.rate(now.changesPerSecond(earlier)).replace("/s", " changes/s"));
    now.slowest()
        .ifPresent(slowest -> line.add(Lag.of(slowest, now.at())).add("at " + slowest.at()));
    now.status().sources().stream()
        .flatMap(source -> source.progress().stream())
        .map(StatusLine::waiting)
        .forEach(words -> words.ifPresent(line::add));
    sinks(now.status()).ifPresent(line::add);
    return line.toString();
  }

  private static Optional<String> waiting(SourceProgress progress) {
    return switch (progress) {
      case SourceProgress.Reconnecting it -> Optional.of("connecting again: " + it.reason());
      case SourceProgress.Waiting it -> Optional.of("waiting: " + it.reason());
      case SourceProgress.Snapshot _, SourceProgress.Streaming _ -> Optional.empty();
    };
  }

  /** The sink that is furthest behind; nothing if all hold everything. */
  private static Optional<String> sinks(PipeStatus status) {
    return status.sinks().stream()
        .filter(sink -> sink.behind() > 0 && sink.failure().isEmpty())
        .max(Comparator.comparingLong(SinkStatus::behind))
        .map(sink ->
            sink.uri().replaceFirst(":.*", "")
                + " "
                + Amounts.count(sink.behind(), "event")
                + " behind");
  }
}
