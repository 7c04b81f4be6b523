package dev.evert.shell.command;

import dev.evert.engine.status.PipeStatus.Phase;
import dev.evert.shell.control.ControlClient;
import dev.evert.shell.control.ControlRequest;
import dev.evert.shell.home.PipeDirectory;
import dev.evert.shell.session.SessionCommands;
import dev.evert.shell.status.PipeReport;
import dev.evert.shell.status.ReportJson;
import dev.evert.spi.error.EvertException;
import java.util.Locale;
import java.util.Optional;

/**
 * How a pipe is, as far as can be found out from outside.
 *
 * @param running whether a process runs it
 * @param report of that process now, or of the last one that ran it; empty if there is none
 */
record PipeState(PipeDirectory directory, boolean running, Optional<PipeReport> report) {

  /** Asks the process that runs the pipe; where none does, what it left. */
  static PipeState of(PipeDirectory directory) {
    Optional<ControlClient> client = ControlClient.connect(directory.path());
    if (client.isEmpty()) {
      return new PipeState(directory, false, directory.lastReport());
    }
    try (ControlClient process = client.get()) {
      String json = process.ask(ControlRequest.of(SessionCommands.STATUS));
      return new PipeState(directory, true, Optional.of(ReportJson.read(json)));
    } catch (EvertException e) {
      // It ended just now, or it does not answer: what it wrote last is the best there is.
      boolean alive = directory.lastReport().map(PipeState::alive).orElse(false);
      return new PipeState(directory, alive, directory.lastReport());
    }
  }

  private static boolean alive(PipeReport report) {
    return ProcessHandle.of(report.pid()).map(ProcessHandle::isAlive).orElse(false);
  }

  /** The state in a word or two. */
  String words() {
    if (report.isEmpty()) {
      return running ? "starting" : "never ran";
    }
    Phase phase = report.get().status().phase();
    String name = phase.name().toLowerCase(Locale.ROOT);
    return running || phase == Phase.STOPPED || phase == Phase.FINISHED ? name : "killed";
  }
}
