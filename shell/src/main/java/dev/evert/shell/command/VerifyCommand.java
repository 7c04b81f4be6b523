package dev.evert.shell.command;

import dev.evert.engine.Connectors;
import dev.evert.engine.EngineOptions;
import dev.evert.shell.control.ControlClient;
import dev.evert.shell.control.ControlRequest;
import dev.evert.shell.home.EvertHome;
import dev.evert.shell.home.PipeDirectory;
import dev.evert.shell.pipe.WrittenPipe;
import dev.evert.shell.session.PipeSession;
import dev.evert.shell.session.SessionCommands;
import dev.evert.shell.session.Verdict;
import dev.evert.shell.session.VerdictJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code evert verify PIPE}. */
@Command(
    name = "verify",
    description =
        "Compares source, view and sinks of a pipe at one position, and names the rows"
            + " that differ.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all agree, or were repaired",
      "1:something could not be compared",
      "2:the command line or the pipe could not be understood",
      "3:something differs"
    })
public final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOption data = new DataOption();

  @Parameters(index = "0", paramLabel = "PIPE", description = "A pipe or its name.")
  private String pipe = "";

  @Option(names = "--repair", description = "Make rows of sinks that differ what they should be.")
  private boolean repair;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "How long a source or sink may take to come to the position (default: 600).")
  private long waitSeconds;

  @Option(names = "--json", description = "Print JSON, one object on a line for each comparison.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    Invocation invocation = Invocation.of(spec);
    Connectors connectors = Connectors.installed();
    EvertHome home = invocation.home(data.directory);
    PipeFinder finder = new PipeFinder(home, connectors, invocation);
    PipeDirectory directory = finder.existing(pipe);
    Optional<ControlClient> client = ControlClient.connect(directory.path());
    List<Verdict> verdicts =
        client.isPresent()
            ? ask(client.get())
            : verifyHere(finder.read(directory.name(), Optional.empty()), directory, connectors);
    if (json) {
      verdicts.forEach(verdict -> invocation.out().println(VerdictJson.write(verdict)));
    } else {
      new VerdictText(invocation.terminal().outInk(), directory.name())
          .lines(verdicts)
          .forEach(invocation.out()::println);
    }
    invocation.out().flush();
    return exitCode(verdicts);
  }

  private List<Verdict> ask(ControlClient client) {
    List<Verdict> verdicts = new ArrayList<>();
    try (client) {
      client.call(
          new ControlRequest(
              SessionCommands.VERIFY,
              Map.of(
                  SessionCommands.REPAIR, Boolean.toString(repair),
                  SessionCommands.PATIENCE, Long.toString(waitSeconds))),
          line -> verdicts.add(VerdictJson.read(line)));
    }
    return verdicts;
  }

  /** Runs the pipe, as its sources and sinks have to come to one position, until it is verified. */
  private List<Verdict> verifyHere(
      WrittenPipe written, PipeDirectory directory, Connectors connectors)
      throws InterruptedException {
    EngineOptions options = EngineOptions.in(directory.path());
    try (PipeSession session = Sessions.start(written, directory, options, connectors, false)) {
      List<Verdict> verdicts = session.verify(repair, Duration.ofSeconds(waitSeconds));
      session.stop();
      return verdicts;
    }
  }

  static int exitCode(List<Verdict> verdicts) {
    if (verdicts.stream().anyMatch(Verdict::differs)) {
      return ExitCodes.DIFFERS;
    }
    boolean all = verdicts.stream().allMatch(verdict -> verdict.skipped().isEmpty());
    return all ? ExitCodes.OK : ExitCodes.FAILED;
  }
}
