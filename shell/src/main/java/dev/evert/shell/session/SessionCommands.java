package dev.evert.shell.session;

import dev.evert.engine.parked.ParkedJson;
import dev.evert.shell.control.ControlCommand;
import dev.evert.shell.control.ControlRequest;
import dev.evert.shell.status.ReportJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/** What other processes can ask the one that runs a pipe. */
public final class SessionCommands {
  /** How the pipe is: one report. */
  public static final String STATUS = "status";

  /** Stop in good order. */
  public static final String STOP = "stop";

  /** Compare: one line for each comparison. Options {@link #REPAIR} and {@link #PATIENCE}. */
  public static final String VERIFY = "verify";

  /** What was set aside: one line for each record. */
  public static final String PARKED = "parked";

  /** Option: {@code true} to mend sinks. */
  public static final String REPAIR = "repair";

  /** Option: how long to wait for a source or sink, in seconds. */
  public static final String PATIENCE = "patience";

  private SessionCommands() {}

  static Map<String, ControlCommand> of(PipeSession session) {
    return Map.of(
        STATUS,
        (_, reply) -> reply.send(ReportJson.write(session.report())),
        STOP,
        (_, _) -> session.requestStop(StopRequest.REQUEST),
        VERIFY,
        (request, reply) -> verify(session, request, reply),
        PARKED,
        (_, reply) -> parked(session, reply));
  }

  private static void verify(
      PipeSession session, ControlRequest request, ControlCommand.Reply reply)
      throws IOException, InterruptedException {
    Duration patience =
        Duration.ofSeconds(Long.parseLong(request.options().getOrDefault(PATIENCE, "600")));
    for (Verdict verdict : session.verify(request.has(REPAIR), patience)) {
      reply.send(VerdictJson.write(verdict));
    }
  }

  private static void parked(PipeSession session, ControlCommand.Reply reply) throws IOException {
    try {
      session.parked(record -> {
        try {
          reply.send(ParkedJson.write(record));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
