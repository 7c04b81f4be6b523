package dev.evert.shell.command;

import dev.evert.shell.console.ErrorReport;
import dev.evert.shell.console.Terminal;
import dev.evert.shell.pipe.Suggestion;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what of a command line was not understood, and what may have been meant. */
public final class UsageMessage implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    Terminal terminal = Terminal.ofProcess();
    ErrorReport report = new ErrorReport(terminal.errInk(), terminal.columns());
    command.getErr().print(report.of(explained(failure, command)));
    command.getErr().flush();
    return ExitCodes.USAGE;
  }

  private static EvertException explained(ParameterException failure, CommandLine command) {
    if (!(failure instanceof UnmatchedArgumentException unmatched)) {
      String message = String.valueOf(failure.getMessage());
      return new EvertException(ErrorCode.BAD_OPTION, message, help(command));
    }
    List<String> words = unmatched.getUnmatched();
    Optional<String> option = words.stream().filter(word -> word.startsWith("-")).findFirst();
    if (option.isPresent()) {
      String name = option.get().split("=", 2)[0];
      return unknown("option", name, command.getCommandSpec().optionsMap().keySet(), command);
    }
    Collection<String> commands = command.getSubcommands().keySet();
    return commands.isEmpty()
        ? new EvertException(
            ErrorCode.BAD_OPTION,
            "'" + words.getFirst() + "' is one argument too many; a pipe stands in quotes",
            help(command))
        : unknown("command", words.getFirst(), commands, command);
  }

  private static EvertException unknown(
      String kind, String word, Collection<String> known, CommandLine command) {
    String meant =
        Suggestion.nearest(word, known).map(near -> "Did you mean " + near + "? ").orElse("");
    return new EvertException(
        ErrorCode.BAD_OPTION,
        command.getCommandSpec().qualifiedName() + " has no " + kind + " '" + word + "'",
        meant + help(command));
  }

  private static String help(CommandLine command) {
    return "See: " + command.getCommandSpec().qualifiedName() + " --help";
  }
}
