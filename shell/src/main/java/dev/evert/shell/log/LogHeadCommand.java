package dev.evert.shell.log;

import dev.evert.engine.LogFailures;
import dev.evert.log.Log;
import dev.evert.log.LogException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evert log head}. */
@Command(
    name = "head",
    description = {
      "Prints the signed head of the tree over all events, as a signed note.",
      "Keep it: 'evert log prove --since FILE' proves later that nothing before it was changed."
    },
    mixinStandardHelpOptions = true)
final class LogHeadCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private LogArgument place = new LogArgument();

  @Option(
      names = "--key",
      description = "Print the log's public key instead, which others need to check proofs.")
  private boolean key;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Log log = place.view()) {
      if (key) {
        out.println(log.verifierKey().text());
      } else {
        out.print(log.head().note());
      }
      out.flush();
      return ExitCode.OK;
    } catch (LogException e) {
      throw LogFailures.translate(e);
    }
  }
}
