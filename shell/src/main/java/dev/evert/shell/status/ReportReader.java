package dev.evert.shell.status;

import dev.evert.engine.status.Failure;
import dev.evert.engine.status.PipeStatus;
import dev.evert.engine.status.PipeStatus.LogStatus;
import dev.evert.engine.status.PipeStatus.Phase;
import dev.evert.engine.status.PipeStatus.SinkStatus;
import dev.evert.engine.status.PipeStatus.SourceStatus;
import dev.evert.engine.status.PipeStatus.ViewStatus;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.source.SourceProgress;
import dev.evert.spi.text.JsonReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Reads what {@link ReportJson} writes. */
final class ReportReader {
  private final JsonReader in;

  ReportReader(String json) {
    in = new JsonReader().set(json);
  }

  /** An object's members: texts and numbers as text, and what is deeper. */
  private static final class Members {
    final Map<String, String> values = new HashMap<>();
    final List<SourceStatus> sources = new ArrayList<>();
    final List<SinkStatus> sinks = new ArrayList<>();
    Optional<ViewStatus> view = Optional.empty();
    Optional<SourceProgress> progress = Optional.empty();
    Optional<Failure> failure = Optional.empty();

    String text(String name) {
      return values.getOrDefault(name, "");
    }

    long number(String name) {
      return Long.parseLong(values.getOrDefault(name, "0"));
    }
  }

  PipeReport report() {
    try {
      Members it = members();
      in.end();
      PipeStatus status =
          new PipeStatus(
              it.text("name"),
              Phase.valueOf(it.text("phase").toUpperCase(Locale.ROOT)),
              it.sources,
              it.view.orElseThrow(() -> new IllegalArgumentException("no view")),
              it.sinks,
              log(it));
      return new PipeReport(
          it.text("pipe"),
          it.number("pid"),
          Instant.parse(it.text("started")),
          Instant.parse(it.text("at")),
          status);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new EvertException(ErrorCode.INVALID_TEXT, "not a report: " + e.getMessage(), null, e);
    }
  }

  private Members members() {
    Members members = new Members();
    in.beginObject();
    while (in.nextName()) {
      member(members, in.name());
    }
    return members;
  }

  private void member(Members members, String name) {
    switch (in.peek()) {
      case STRING -> members.values.put(name, in.readString());
      case NUMBER -> members.values.put(name, in.readNumber());
      case ARRAY -> array(members, name);
      case OBJECT -> object(members, name);
      case BOOLEAN, NULL -> in.skip();
    }
  }

  private void array(Members members, String name) {
    switch (name) {
      case "sources" -> elements(members.sources, () -> source(members()));
      case "sinks" -> elements(members.sinks, () -> sink(members()));
      default -> in.skip();
    }
  }

  private <T> void elements(List<T> into, Supplier<T> element) {
    in.beginArray();
    while (in.nextElement()) {
      into.add(element.get());
    }
  }

  private void object(Members members, String name) {
    switch (name) {
      case "view" -> members.view = Optional.of(view(members()));
      case "progress" -> members.progress = progress(members());
      case "failure" -> members.failure = Optional.of(FailureJson.read(in));
      default -> in.skip();
    }
  }

  private static SourceStatus source(Members it) {
    return new SourceStatus(
        it.text("uri"), it.progress, it.number("changes"), it.number("rejected"), it.failure);
  }

  private static Optional<SourceProgress> progress(Members it) {
    return switch (it.text("kind")) {
      case "snapshot" ->
          Optional.of(
              new SourceProgress.Snapshot(
                  it.text("table"),
                  it.number("rows"),
                  it.values.containsKey("expectedRows")
                      ? OptionalLong.of(it.number("expectedRows"))
                      : OptionalLong.empty()));
      case "streaming" ->
          Optional.of(
              new SourceProgress.Streaming(
                  it.number("lagBytes"),
                  it.number("retainedBytes"),
                  it.number("committedMicros"),
                  it.text("place")));
      case "reconnecting" ->
          Optional.of(new SourceProgress.Reconnecting(it.text("reason"), it.number("waitMillis")));
      case "waiting" -> Optional.of(new SourceProgress.Waiting(it.text("reason")));
      default -> Optional.empty();
    };
  }

  private static ViewStatus view(Members it) {
    return new ViewStatus(
        it.text("time"),
        it.number("epochs"),
        it.number("changes"),
        it.number("rows"),
        it.text("digest"),
        it.number("errors"),
        Optional.ofNullable(it.values.get("firstError")),
        it.failure);
  }

  private static LogStatus log(Members it) {
    return new LogStatus(
        it.text("logEnd"),
        it.number("logBytes"),
        Optional.ofNullable(it.values.get("logHindrance")));
  }

  private static SinkStatus sink(Members it) {
    return new SinkStatus(
        it.text("uri"),
        it.text("frontier"),
        it.number("behind"),
        it.number("changes"),
        it.number("parked"),
        Optional.ofNullable(it.values.get("waiting")),
        it.failure);
  }
}
