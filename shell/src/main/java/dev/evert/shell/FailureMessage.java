package dev.evert.shell;

import dev.evert.spi.error.EvertException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a person what failed and what to do; a defect shows where it is. */
final class FailureMessage implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments)
      throws Exception {
    if (!(failure instanceof EvertException known)) {
      throw failure;
    }
    PrintWriter err = command.getErr();
    err.println(known.describe());
    err.println(known.remedy());
    err.flush();
    return ExitCode.SOFTWARE;
  }
}
