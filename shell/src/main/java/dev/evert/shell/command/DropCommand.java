package dev.evert.shell.command;

import dev.evert.engine.Connectors;
import dev.evert.shell.console.Terminal;
import dev.evert.shell.control.ControlClient;
import dev.evert.shell.home.EvertHome;
import dev.evert.shell.home.PipeDirectory;
import dev.evert.shell.pipe.WrittenPipe;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code evert drop NAME}. */
@Command(
    name = "drop",
    description =
        "Removes a pipe: its log and state, and what it keeps in its sources. What its"
            + " sinks hold stays, unless --sink is given.",
    mixinStandardHelpOptions = true)
public final class DropCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOption data = new DataOption();

  @Parameters(index = "0", paramLabel = "PIPE", description = "A pipe or its name.")
  private String pipe = "";

  @Option(names = "--sink", description = "Remove the sinks' tables, indexes and files too.")
  private boolean sink;

  @Option(
      names = "--local",
      description =
          "Remove only what is on this machine; a slot in a database that is gone, say,"
              + " can not be removed.")
  private boolean local;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  public Integer call() throws InterruptedException {
    Invocation invocation = Invocation.of(spec);
    Connectors connectors = Connectors.installed();
    EvertHome home = invocation.home(data.directory);
    PipeFinder finder = new PipeFinder(home, connectors, invocation);
    PipeDirectory directory = finder.existing(pipe);
    if (ControlClient.connect(directory.path()).isPresent()) {
      throw new EvertException(
          ErrorCode.DATA_IN_USE,
          "pipe " + directory.name() + " is running",
          "Stop it first: evert stop " + directory.name());
    }
    if (!yes && !confirmed(directory)) {
      invocation.tell("Nothing was removed.");
      return ExitCodes.FAILED;
    }
    remove(invocation, finder, directory, connectors);
    invocation.tell("Removed pipe " + directory.name() + ".");
    return ExitCodes.OK;
  }

  private void remove(
      Invocation invocation, PipeFinder finder, PipeDirectory directory, Connectors connectors)
      throws InterruptedException {
    if (!local || sink) {
      WrittenPipe written = finder.read(directory.name(), Optional.empty());
      PipeRemoval removal = new PipeRemoval(invocation, connectors, written, directory);
      // A pipe whose sinks can not be dropped can still go on: its slots are there.
      if (sink) {
        removal.dropSinks();
      }
      if (!local) {
        removal.dropSources();
      }
    }
    directory.delete();
  }

  private boolean confirmed(PipeDirectory directory) {
    Console console =
        Terminal.console()
            .orElseThrow(() ->
                new EvertException(
                    ErrorCode.BAD_OPTION,
                    "drop asks before it removes anything, and there is no terminal",
                    "Give --yes if you are sure."));
    String also = sink ? " and everything in its sinks" : "";
    String answer =
        console.readLine("Remove pipe %s with its log%s? [y/N] ", directory.name(), also);
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
  }
}
