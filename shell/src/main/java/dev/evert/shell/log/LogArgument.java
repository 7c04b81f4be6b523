package dev.evert.shell.log;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Which log a command is about that takes no other argument. */
final class LogArgument extends LogPlace {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "LOG",
      description = "The same as --log=LOG.")
  private @Nullable String argument;

  @Override
  @Nullable String named() {
    return argument == null ? super.named() : argument;
  }
}
