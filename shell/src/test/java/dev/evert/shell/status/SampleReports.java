package dev.evert.shell.status;

import dev.evert.engine.status.Failure;
import dev.evert.engine.status.PipeStatus;
import dev.evert.engine.status.PipeStatus.LogStatus;
import dev.evert.engine.status.PipeStatus.Phase;
import dev.evert.engine.status.PipeStatus.SinkStatus;
import dev.evert.engine.status.PipeStatus.SourceStatus;
import dev.evert.engine.status.PipeStatus.ViewStatus;
import dev.evert.spi.source.SourceProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reports to show, at seconds after a fixed start. */
public final class SampleReports {
  public static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  public static final Failure FAILURE =
      new Failure("EV-2007", "58000", "the store \"failed\"", "See the store's own log.");

  private static final LogStatus LOG = new LogStatus("p9", 1 << 20, Optional.empty());

  private SampleReports() {}

  public static PipeReport at(double seconds, PipeStatus status) {
    Instant at = START.plus(Duration.ofMillis((long) (seconds * 1000)));
    return new PipeReport("postgres://db/shop/t\n| lucene:///x", 4711, START, at, status);
  }

  public static PipeStatus status(Phase phase, SourceStatus source, SinkStatus... sinks) {
    ViewStatus view =
        new ViewStatus(
            "p7", 3, source.changes(), 1234, "ab12", 0, Optional.empty(), Optional.empty());
    return new PipeStatus("best", phase, List.of(source), view, List.of(sinks), LOG);
  }

  /** The same, and two rows of the view can not be computed. */
  public static PipeStatus leavingOut(PipeStatus it) {
    ViewStatus view = it.view();
    Optional<String> error = Optional.of("EV-5002 (22012): division by zero");
    return new PipeStatus(
        it.name(),
        it.phase(),
        it.sources(),
        new ViewStatus("p7", 3, view.changes(), 1234, "ab12", 2, error, Optional.empty()),
        it.sinks(),
        it.log());
  }

  /** The same, and the log can not remove what is too old. */
  public static PipeStatus hindered(PipeStatus it) {
    LogStatus log = new LogStatus("p9", 1 << 20, Optional.of("EV-6001 (53100): no space"));
    return new PipeStatus(it.name(), it.phase(), it.sources(), it.view(), it.sinks(), log);
  }

  public static SourceStatus copying(long rows, long expected) {
    OptionalLong of = expected == 0 ? OptionalLong.empty() : OptionalLong.of(expected);
    return source(rows, new SourceProgress.Snapshot("products", rows, of));
  }

  /** A source that has read all but {@code lag} bytes; its last change was a second after start. */
  public static SourceStatus streaming(long changes, long lag) {
    long micros = START.plusSeconds(1).toEpochMilli() * 1000;
    return source(changes, new SourceProgress.Streaming(lag, 1 << 16, micros, "0/16B3748"));
  }

  public static SourceStatus source(long changes, SourceProgress progress) {
    return new SourceStatus(
        "postgres://db/shop/t", Optional.of(progress), changes, 0, Optional.empty());
  }

  public static SinkStatus sink(long behind) {
    return new SinkStatus("lucene:///x", "p7", behind, 5, 0, Optional.empty(), Optional.empty());
  }

  public static SinkStatus failedSink() {
    return new SinkStatus(
        "opensearch://s/i", "p1", 9, 5, 2, Optional.of("too busy"), Optional.of(FAILURE));
  }
}
