package dev.evert.shell;

import dev.evert.shell.log.LogCommand;
import dev.evert.shell.search.SearchCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line: {@code evert}. */
@Command(
    name = "evert",
    description = "Keeps indexes, caches and tables equal to a database, through one log.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {SearchCommand.class, LogCommand.class})
public final class Evert implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line, ready to be run. */
  public static CommandLine commandLine() {
    return new CommandLine(new Evert()).setExecutionExceptionHandler(new FailureMessage());
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}
