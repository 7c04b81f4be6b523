package dev.evert.shell.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code evert run 'PIPE'}. */
@Command(
    name = "run",
    description = "Runs a pipe until it has finished or is stopped; then goes on where it was.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:finished, or stopped on request",
      "1:failed, or nothing of the pipe can go on",
      "2:the command line or the pipe could not be understood",
      "130:stopped by Ctrl-C"
    })
public final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private RunOptions options = new RunOptions();

  @Parameters(
      index = "0",
      paramLabel = "PIPE",
      description = "A pipe, or the name of one that was started before.")
  private String pipe = "";

  @Override
  public Integer call() throws InterruptedException {
    return new PipeRun(Invocation.of(spec), options).run(pipe);
  }
}
