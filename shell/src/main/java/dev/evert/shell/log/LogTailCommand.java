package dev.evert.shell.log;

import dev.evert.engine.LogFailures;
import dev.evert.log.Log;
import dev.evert.log.LogException;
import dev.evert.log.LogReader;
import dev.evert.log.Position;
import dev.evert.log.StreamId;
import dev.evert.log.StreamInfo;
import dev.evert.log.journal.JournalView;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evert log tail}. */
@Command(
    name = "tail",
    description = "Shows the last events, and those to come.",
    mixinStandardHelpOptions = true)
final class LogTailCommand implements Callable<Integer> {
  private static final Duration PAUSE = Duration.ofMillis(100);

  @Spec private CommandSpec spec;

  @Mixin private LogArgument place = new LogArgument();

  @Option(
      names = {"-n", "--last"},
      paramLabel = "EVENTS",
      defaultValue = "10",
      description = "Begin so many events before the end (default: ${DEFAULT-VALUE}).")
  private long last;

  @Option(names = "--from", paramLabel = "POSITION", description = "Begin at this position.")
  private @Nullable String from;

  @Option(
      names = "--stream",
      paramLabel = "NAME",
      description = "Show events of this stream only; may be given several times.")
  private List<String> streams = new ArrayList<>();

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with events to come, until interrupted.")
  private boolean follow;

  @Option(names = "--json", description = "Print JSON, one object on a line for each event.")
  private boolean json;

  @Override
  public Integer call() {
    try {
      Position next = null;
      do {
        try (JournalView view = place.view()) {
          next = show(view, next == null ? start(view) : next);
        }
      } while (follow && !Thread.currentThread().isInterrupted());
      return ExitCode.OK;
    } catch (LogException e) {
      throw LogFailures.translate(e);
    }
  }

  private Position start(Log log) {
    return from == null ? log.beforeEnd(Math.max(0, last)) : Position.parse(from);
  }

  /** Shows events until there are no more, or until another view is needed to see more. */
  private Position show(JournalView view, Position start) {
    PrintWriter out = spec.commandLine().getOut();
    EventLine line = new EventLine(view);
    try (LogReader reader = reader(view, start)) {
      do {
        while (reader.next()) {
          out.println(json ? line.json(reader.event()) : line.text(reader.event()));
        }
        out.flush();
        if (follow && !out.checkError()) {
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      } while (follow && !Thread.currentThread().isInterrupted() && view.refresh());
      return reader.position();
    }
  }

  private LogReader reader(Log log, Position start) {
    if (streams.isEmpty()) {
      return log.reader(start);
    }
    List<StreamId> chosen = streams.stream().map(name -> stream(log, name)).toList();
    return log.reader(start, chosen);
  }

  private static StreamId stream(Log log, String name) {
    return log.stream(name)
        .map(StreamInfo::id)
        .orElseThrow(() ->
            new EvertException(
                ErrorCode.BAD_OPTION,
                "there is no stream '" + name + "' in the log",
                "See its streams: evert log info"));
  }
}
