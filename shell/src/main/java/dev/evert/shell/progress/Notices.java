package dev.evert.shell.progress;

import dev.evert.engine.status.Failure;
import dev.evert.engine.status.PipeStatus;
import dev.evert.engine.status.PipeStatus.Phase;
import dev.evert.engine.status.PipeStatus.SinkStatus;
import dev.evert.engine.status.PipeStatus.SourceStatus;
import dev.evert.shell.console.Amounts;
import dev.evert.shell.console.ErrorReport;
import dev.evert.spi.source.SourceProgress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells once what is new about a pipe: a phase, a failure, parked records, a wait. */
final class Notices {
  private final ErrorReport errors;
  private final Set<String> told = new HashSet<>();
  private @Nullable Phase phase;
  private long parked = -1;

  Notices(ErrorReport errors) {
    this.errors = errors;
  }

  /**
   * Something to tell.
   *
   * @param bad whether something went wrong
   * @param text without a line's end
   */
  record Notice(boolean bad, String text) {
    static Notice good(String text) {
      return new Notice(false, text);
    }
  }

  /** What to tell now. */
  List<Notice> of(PipeStatus status) {
    List<Notice> notices = new ArrayList<>();
    phase(status).ifPresent(notices::add);
    status.sources().forEach(source -> source(source, notices));
    status.view().failure().ifPresent(it -> failure("the view", it, notices));
    status
        .view()
        .firstError()
        .ifPresent(error -> once("rows that fail are left out of the view: " + error, notices));
    status.sinks().forEach(sink -> sink(sink, notices));
    parked(status).ifPresent(notices::add);
    return notices;
  }

  private Optional<Notice> phase(PipeStatus status) {
    Phase now = status.phase();
    if (now == phase) {
      return Optional.empty();
    }
    Phase before = phase;
    phase = now;
    return switch (now) {
      case RECOVERING ->
          Optional.of(Notice.good("starting: reading what the log holds, and connecting"));
      case SNAPSHOT -> Optional.of(Notice.good("copying the rows that are there"));
      case RUNNING ->
          before == Phase.PARKED ? Optional.empty() : Optional.of(Notice.good("following changes"));
      case FINISHED, PARKED, STOPPED -> Optional.empty();
    };
  }

  private void source(SourceStatus source, List<Notice> notices) {
    source.failure().ifPresent(it -> failure(source.uri(), it, notices));
    source
        .progress()
        .ifPresent(progress -> {
          switch (progress) {
            case SourceProgress.Reconnecting it ->
                once(source.uri() + ": connecting again: " + it.reason(), notices);
            case SourceProgress.Waiting it ->
                once(source.uri() + ": waiting: " + it.reason(), notices);
            case SourceProgress.Snapshot _ -> {}
            case SourceProgress.Streaming _ -> forget(source.uri());
          }
        });
  }

  private void sink(SinkStatus sink, List<Notice> notices) {
    sink.failure().ifPresent(it -> failure(sink.uri(), it, notices));
    sink.waiting()
        .ifPresentOrElse(
            reason -> once(sink.uri() + ": waiting: " + reason, notices), () -> forget(sink.uri()));
  }

  private void failure(String part, Failure failure, List<Notice> notices) {
    if (told.add(part + failure)) {
      String report = errors.of(failure).stripTrailing();
      notices.add(new Notice(true, part + " has stopped:\n" + report));
    }
  }

  private void once(String notice, List<Notice> notices) {
    if (told.add(notice)) {
      notices.add(Notice.good(notice));
    }
  }

  /** A wait has ended, so that the next one is told again. */
  private void forget(String part) {
    told.removeIf(it -> it.startsWith(part + ": "));
  }

  private Optional<Notice> parked(PipeStatus status) {
    long now =
        status.sinks().stream().mapToLong(SinkStatus::parked).sum()
            + status.sources().stream().mapToLong(SourceStatus::rejected).sum();
    boolean more = now > Math.max(parked, 0);
    parked = now;
    return more
        ? Optional.of(
            Notice.good(
                Amounts.count(now, "record") + " set aside so far: evert parked " + status.name()))
        : Optional.empty();
  }
}
