package dev.evert.shell.status;

import dev.evert.engine.status.Failure;
import dev.evert.engine.status.PipeStatus;
import dev.evert.engine.status.PipeStatus.SinkStatus;
import dev.evert.engine.status.PipeStatus.SourceStatus;
import dev.evert.engine.status.PipeStatus.ViewStatus;
import dev.evert.spi.source.SourceProgress;
import dev.evert.spi.text.JsonWriter;
import java.util.Locale;
import java.util.Optional;

/** Reports as JSON, one object on one line: what {@code --json} prints and files hold. */
public final class ReportJson {
  private ReportJson() {}

  /** The report as an object, without a line's end. */
  public static String write(PipeReport report) {
    JsonWriter out = new JsonWriter();
    PipeStatus status = report.status();
    out.beginObject();
    out.name("name").string(status.name());
    out.name("phase").string(status.phase().name().toLowerCase(Locale.ROOT));
    out.name("pipe").string(report.pipe());
    out.name("pid").number(report.pid());
    out.name("started").string(report.started().toString());
    out.name("at").string(report.at().toString());
    out.name("sources").beginArray();
    status.sources().forEach(source -> write(source, out));
    out.endArray();
    out.name("view");
    write(status.view(), out);
    out.name("sinks").beginArray();
    status.sinks().forEach(sink -> write(sink, out));
    out.endArray();
    out.name("logEnd").string(status.log().end());
    out.name("logBytes").number(status.log().bytes());
    status.log().hindrance().ifPresent(why -> out.name("logHindrance").string(why));
    return out.endObject().toString();
  }

  private static void write(SourceStatus source, JsonWriter out) {
    out.beginObject();
    out.name("uri").string(source.uri());
    source.progress().ifPresent(progress -> write(progress, out.name("progress")));
    out.name("changes").number(source.changes());
    out.name("rejected").number(source.rejected());
    write(source.failure(), out);
    out.endObject();
  }

  private static void write(SourceProgress progress, JsonWriter out) {
    out.beginObject();
    switch (progress) {
      case SourceProgress.Snapshot now -> {
        out.name("kind").string("snapshot");
        out.name("table").string(now.table());
        out.name("rows").number(now.rows());
        now.expectedRows().ifPresent(rows -> out.name("expectedRows").number(rows));
      }
      case SourceProgress.Streaming now -> {
        out.name("kind").string("streaming");
        out.name("lagBytes").number(now.lagBytes());
        out.name("retainedBytes").number(now.retainedBytes());
        out.name("committedMicros").number(now.committedMicros());
        out.name("place").string(now.at());
      }
      case SourceProgress.Reconnecting now -> {
        out.name("kind").string("reconnecting");
        out.name("reason").string(now.reason());
        out.name("waitMillis").number(now.waitMillis());
      }
      case SourceProgress.Waiting now -> {
        out.name("kind").string("waiting");
        out.name("reason").string(now.reason());
      }
    }
    out.endObject();
  }

  private static void write(ViewStatus view, JsonWriter out) {
    out.beginObject();
    out.name("time").string(view.time());
    out.name("epochs").number(view.epochs());
    out.name("changes").number(view.changes());
    out.name("rows").number(view.rows());
    out.name("digest").string(view.digest());
    out.name("errors").number(view.errors());
    view.firstError().ifPresent(error -> out.name("firstError").string(error));
    write(view.failure(), out);
    out.endObject();
  }

  private static void write(SinkStatus sink, JsonWriter out) {
    out.beginObject();
    out.name("uri").string(sink.uri());
    out.name("frontier").string(sink.frontier());
    out.name("behind").number(sink.behind());
    out.name("changes").number(sink.changes());
    out.name("parked").number(sink.parked());
    sink.waiting().ifPresent(reason -> out.name("waiting").string(reason));
    write(sink.failure(), out);
    out.endObject();
  }

  private static void write(Optional<Failure> failure, JsonWriter out) {
    failure.ifPresent(it -> {
      out.name("failure");
      FailureJson.write(it, out);
    });
  }

  /**
   * Reads a report; members that are not known are passed over.
   *
   * @throws dev.evert.spi.error.EvertException {@code INVALID_TEXT} if it is none
   */
  public static PipeReport read(String json) {
    return new ReportReader(json).report();
  }
}
