package dev.evert.shell.command;

import dev.evert.engine.Connectors;
import dev.evert.shell.control.ControlClient;
import dev.evert.shell.control.ControlRequest;
import dev.evert.shell.home.PipeDirectory;
import dev.evert.shell.session.SessionCommands;
import dev.evert.shell.status.PipeReport;
import dev.evert.shell.status.ReportJson;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code evert stop NAME}. */
@Command(
    name = "stop",
    description = "Stops a pipe that another process runs, in good order, and waits for it.",
    mixinStandardHelpOptions = true)
public final class StopCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Spec private CommandSpec spec;

  @Mixin private DataOption data = new DataOption();

  @Parameters(index = "0", paramLabel = "PIPE", description = "A pipe or its name.")
  private String pipe = "";

  @Override
  public Integer call() throws InterruptedException {
    Invocation invocation = Invocation.of(spec);
    PipeDirectory directory =
        new PipeFinder(invocation.home(data.directory), Connectors.installed(), invocation)
            .existing(pipe);
    Optional<ControlClient> client = ControlClient.connect(directory.path());
    if (client.isEmpty()) {
      invocation.tell("Pipe " + directory.name() + " is not running.");
      return ExitCodes.OK;
    }
    long pid = pid(client.get());
    try (ControlClient process = ControlClient.connect(directory.path()).orElseThrow()) {
      process.ask(ControlRequest.of(SessionCommands.STOP));
    }
    awaitEnd(pid, directory.name());
    invocation.tell("Stopped pipe " + directory.name() + ".");
    return ExitCodes.OK;
  }

  private static long pid(ControlClient client) {
    try (client) {
      PipeReport report = ReportJson.read(client.ask(ControlRequest.of(SessionCommands.STATUS)));
      return report.pid();
    }
  }

  private static void awaitEnd(long pid, String name) throws InterruptedException {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    try {
      if (process.isPresent()) {
        process.get().onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (TimeoutException e) {
      throw new EvertException(
          ErrorCode.STORE_BUSY,
          "pipe " + name + " was asked to stop, but process " + pid + " has not ended yet",
          "Wait, or end it by: kill -9 " + pid + ". Nothing is lost by that.");
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for a process does not fail", e);
    }
  }
}
