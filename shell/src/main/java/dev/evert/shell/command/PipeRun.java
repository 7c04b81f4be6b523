package dev.evert.shell.command;

import dev.evert.engine.Connectors;
import dev.evert.engine.EngineOptions;
import dev.evert.engine.status.PipeStatus.Phase;
import dev.evert.shell.home.EvertHome;
import dev.evert.shell.home.PipeDirectory;
import dev.evert.shell.pipe.WrittenPipe;
import dev.evert.shell.progress.Display;
import dev.evert.shell.progress.JsonDisplay;
import dev.evert.shell.progress.LineDisplay;
import dev.evert.shell.progress.QuietDisplay;
import dev.evert.shell.session.Outlook;
import dev.evert.shell.session.PipeSession;
import dev.evert.shell.session.StopRequest;
import dev.evert.shell.status.PipeReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Runs a pipe in the foreground. */
final class PipeRun {
  private static final Duration TICK = Duration.ofMillis(250);
  private static final Duration REPORT_INTERVAL = Duration.ofSeconds(1);

  private final Invocation invocation;
  private final RunOptions options;
  private Instant nextReport = Instant.MIN;

  PipeRun(Invocation invocation, RunOptions options) {
    this.invocation = invocation;
    this.options = options;
  }

  /** Runs the pipe that was written or named; returns the process's exit code. */
  int run(String given) throws InterruptedException {
    Connectors connectors = Connectors.installed();
    EvertHome home = invocation.home(options.data.directory);
    WrittenPipe pipe =
        new PipeFinder(home, connectors, invocation).read(given, Optional.ofNullable(options.name));
    warn(pipe);
    PipeDirectory directory = home.pipe(pipe.definition().name());
    if (options.dropSlot) {
      new PipeRemoval(invocation, connectors, pipe, directory).dropSources();
      return ExitCodes.OK;
    }
    try (PipeSession session =
        Sessions.start(pipe, directory, engine(directory), connectors, options.resnapshot)) {
      Signals.handle(request ->
          session.requestStop(
              request == Signals.Request.INTERRUPT ? StopRequest.INTERRUPT : StopRequest.REQUEST));
      return follow(session, directory, pipe);
    }
  }

  private EngineOptions engine(PipeDirectory directory) {
    EngineOptions engine = EngineOptions.in(directory.path());
    if (options.retention != null) {
      engine = engine.withRetention(options.retention);
    }
    return options.checkpoint == null ? engine : engine.withCheckpointInterval(options.checkpoint);
  }

  private void warn(WrittenPipe pipe) {
    if (pipe.secret()) {
      invocation.tell(
          "Warning: other users of this machine can see the password in the command line. Safer:"
              + " PGPASSWORD, ~/.pgpass, or the prompt.");
    }
    if (options.memory != null) {
      invocation.tell(
          "Warning: --memory is for ./evert, which starts Java; here java -Xmx has to say it.");
    }
  }

  private int follow(PipeSession session, PipeDirectory directory, WrittenPipe pipe)
      throws InterruptedException {
    try (Display display = display(pipe)) {
      if (!options.quiet) {
        display.tell("Pipe " + directory.name() + " in " + directory.path());
      }
      while (true) {
        PipeReport report = session.report();
        display.show(report);
        keep(report, directory);
        Optional<StopRequest> request = session.awaitStop(TICK);
        Outlook outlook = Outlook.of(report.status());
        if (request.isPresent() || outlook != Outlook.GOING_ON) {
          end(session, directory, display);
          return exitCode(request, outlook);
        }
      }
    }
  }

  private static int exitCode(Optional<StopRequest> request, Outlook outlook) {
    if (request.isEmpty()) {
      return outlook == Outlook.FINISHED ? ExitCodes.OK : ExitCodes.FAILED;
    }
    return request.get() == StopRequest.INTERRUPT ? ExitCodes.INTERRUPTED : ExitCodes.OK;
  }

  private void end(PipeSession session, PipeDirectory directory, Display display) {
    PipeReport last = session.stop();
    nextReport = Instant.MIN;
    keep(last, directory);
    display.show(last);
    if (!options.quiet) {
      display.tell(
          last.status().phase() == Phase.FINISHED
              ? "Finished."
              : "Stopped at position "
                  + last.status().view().time()
                  + ". The same command, or"
                  + " evert run "
                  + directory.name()
                  + ", goes on there.");
    }
  }

  /** Keeps the report for those who ask when nothing runs any more; it can be done without. */
  private void keep(PipeReport report, PipeDirectory directory) {
    if (report.at().isBefore(nextReport)) {
      return;
    }
    nextReport = report.at().plus(REPORT_INTERVAL);
    try {
      directory.report(report);
    } catch (IOException e) {
      // A full disk, say: the log tells that better.
    }
  }

  private Display display(WrittenPipe pipe) {
    if (options.json) {
      boolean outTaken =
          pipe.definition().sinks().stream().anyMatch(sink -> sink.scheme().equals("stdout"));
      return new JsonDisplay(outTaken ? invocation.err() : invocation.out(), invocation.err());
    }
    return options.quiet
        ? new QuietDisplay(invocation.err(), invocation.terminal())
        : new LineDisplay(invocation.err(), invocation.terminal());
  }
}
