package dev.evert.shell;

import dev.evert.shell.command.DropCommand;
import dev.evert.shell.command.ExitCodes;
import dev.evert.shell.command.ExplainCommand;
import dev.evert.shell.command.FailureMessage;
import dev.evert.shell.command.ParkedCommand;
import dev.evert.shell.command.PipesCommand;
import dev.evert.shell.command.RunCommand;
import dev.evert.shell.command.SqlCommand;
import dev.evert.shell.command.StatusCommand;
import dev.evert.shell.command.StopCommand;
import dev.evert.shell.command.UsageMessage;
import dev.evert.shell.command.VerifyCommand;
import dev.evert.shell.demo.DemoCommand;
import dev.evert.shell.log.LogCommand;
import dev.evert.shell.search.SearchCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line: {@code evert}. */
@Command(
    name = "evert",
    synopsisHeading = "Usage: evert 'PIPE'%n   or: ",
    description = {
      "Keeps indexes, caches and tables equal to a database, through one log.",
      "",
      "  evert 'postgres://app@db/shop/products | opensearch://search:9200/products'",
      "  evert 'postgres://app@db/shop/orders",
      "         | select customer, sum(total) as spent from input group by customer",
      "         | ./spent-index'",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      RunCommand.class,
      DemoCommand.class,
      ExplainCommand.class,
      PipesCommand.class,
      StatusCommand.class,
      VerifyCommand.class,
      ParkedCommand.class,
      SearchCommand.class,
      SqlCommand.class,
      LogCommand.class,
      StopCommand.class,
      DropCommand.class
    })
public final class Evert implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    CommandLine line = commandLine();
    System.exit(line.execute(CommandWords.complete(line, args)));
  }

  /** The command line, ready to be run. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Evert());
    line.getSubcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .forEach(command -> command.versionProvider(new Version()));
    // An argument is a pipe, never the name of a file of arguments, whatever it begins with.
    return line.setExecutionExceptionHandler(new FailureMessage())
        .setParameterExceptionHandler(new UsageMessage())
        .setExpandAtFiles(false);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCodes.USAGE;
  }
}
