package dev.evert.shell.log;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code evert log}. */
@Command(
    name = "log",
    description = "Looks at a log, proves what it holds, checks such proofs.",
    mixinStandardHelpOptions = true,
    subcommands = {
      LogInfoCommand.class,
      LogTailCommand.class,
      LogVerifyCommand.class,
      LogHeadCommand.class,
      LogProveCommand.class,
      LogCheckProofCommand.class
    })
public final class LogCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}
