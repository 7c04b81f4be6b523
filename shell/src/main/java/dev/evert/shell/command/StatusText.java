package dev.evert.shell.command;

import dev.evert.engine.status.Failure;
import dev.evert.engine.status.PipeStatus;
import dev.evert.engine.status.PipeStatus.LogStatus;
import dev.evert.engine.status.PipeStatus.SinkStatus;
import dev.evert.engine.status.PipeStatus.SourceStatus;
import dev.evert.engine.status.PipeStatus.ViewStatus;
import dev.evert.shell.console.Amounts;
import dev.evert.shell.console.Ink;
import dev.evert.shell.progress.Lag;
import dev.evert.shell.status.PipeReport;
import dev.evert.spi.source.SourceProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a pipe is, for people.
 *
 * <pre>
 *   products_to_lucene_3f9a2c  running  process 4711 for 2 h 5 min
 *     source  postgres://db/shop/products
 *             at 0/16B3748, no lag, keeps 64 kB there; 12,345 changes
 *     view    1,234 rows, complete to position 4711
 *     sink    lucene:///home/ada/products
 *             holds everything
 *     log     3.1 MB
 * </pre>
 */
final class StatusText {
  private static final String INDENT = "          ";

  private final Ink ink;
  private final List<String> lines = new ArrayList<>();

  private StatusText(Ink ink) {
    this.ink = ink;
  }

  /** The lines. */
  static List<String> of(PipeState state, Instant now, Ink ink) {
    StatusText text = new StatusText(ink);
    text.head(state, now);
    state.report().ifPresent(report -> text.body(report, state.running()));
    return text.lines;
  }

  private void head(PipeState state, Instant now) {
    String name = ink.strong(state.directory().name());
    String process =
        state
            .report()
            .map(report ->
                state.running()
                    ? "  process "
                        + report.pid()
                        + " for "
                        + Amounts.span(Duration.between(report.started(), now))
                    : "  last seen " + Amounts.span(Duration.between(report.at(), now)) + " ago")
            .orElse("");
    lines.add(name + "  " + state.words() + process);
  }

  private void body(PipeReport report, boolean running) {
    PipeStatus status = report.status();
    status.sources().forEach(source -> source(source, running ? report.at() : Instant.MIN));
    view(status.view());
    status.sinks().forEach(this::sink);
    log(status.log());
  }

  private void source(SourceStatus source, Instant now) {
    lines.add("  source  " + source.uri());
    String progress = source.progress().map(it -> words(it, now) + "; ").orElse("");
    String rejected =
        source.rejected() == 0 ? "" : ", " + Amounts.count(source.rejected()) + " rejected";
    lines.add(INDENT + progress + Amounts.count(source.changes(), "change") + rejected);
    failure(source.failure());
  }

  private static String words(SourceProgress progress, Instant now) {
    return switch (progress) {
      case SourceProgress.Snapshot it ->
          "copying " + it.table() + ", " + Amounts.count(it.rows(), "row") + " so far";
      case SourceProgress.Streaming it -> {
        String lag = now.equals(Instant.MIN) ? "" : ", " + Lag.of(it, now);
        yield "at " + it.at() + lag + ", keeps " + Amounts.bytes(it.retainedBytes()) + " there";
      }
      case SourceProgress.Reconnecting it -> "connecting again: " + it.reason();
      case SourceProgress.Waiting it -> "waiting: " + it.reason();
    };
  }

  private void view(ViewStatus view) {
    lines.add(
        "  view    " + Amounts.count(view.rows(), "row") + ", complete to position " + view.time());
    view.firstError()
        .ifPresent(error ->
            lines.add(
                INDENT + Amounts.count(view.errors(), "row") + " left out, the first by " + error));
    failure(view.failure());
  }

  private void sink(SinkStatus sink) {
    lines.add("  sink    " + sink.uri());
    String behind =
        sink.behind() > 0
            ? Amounts.count(sink.behind(), "event") + " behind"
            : sink.failure().isPresent() ? "has stopped" : "holds everything";
    String parked =
        sink.parked() == 0 ? "" : ", " + Amounts.count(sink.parked(), "row") + " set aside";
    String waiting = sink.waiting().map(reason -> ", waiting: " + reason).orElse("");
    lines.add(INDENT + behind + parked + waiting);
    failure(sink.failure());
  }

  private void log(LogStatus log) {
    lines.add("  log     " + Amounts.bytes(log.bytes()));
    log.hindrance().ifPresent(why -> lines.add(INDENT + "is behind with its housekeeping: " + why));
  }

  private void failure(Optional<Failure> failure) {
    failure.ifPresent(it -> {
      lines.add(INDENT + ink.bad(it.code() + " (" + it.sqlState() + "):") + " " + it.message());
      lines.add(INDENT + it.remedy());
    });
  }
}
