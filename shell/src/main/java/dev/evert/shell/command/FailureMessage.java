package dev.evert.shell.command;

import dev.evert.shell.console.ErrorReport;
import dev.evert.shell.console.Terminal;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a person what failed and what to do; the stack only if the environment asks for it. */
public final class FailureMessage implements IExecutionExceptionHandler {
  /** The environment variable that asks for stack traces. */
  public static final String TRACE = "EVERT_TRACE";

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    PrintWriter err = command.getErr();
    Terminal terminal = Terminal.ofProcess();
    ErrorReport report = new ErrorReport(terminal.errInk(), terminal.columns());
    if (!System.getenv().getOrDefault(TRACE, "").isEmpty()) {
      failure.printStackTrace(err);
    }
    int code =
        switch (failure) {
          case PipeFailure inPipe -> {
            err.print(report.of(inPipe.failure(), inPipe.text()));
            yield ExitCodes.USAGE;
          }
          case EvertException known -> {
            err.print(report.of(known));
            yield known.code() == ErrorCode.BAD_OPTION ? ExitCodes.USAGE : ExitCodes.FAILED;
          }
          default -> {
            err.print(report.of(defect(failure)));
            yield ExitCodes.FAILED;
          }
        };
    err.flush();
    return code;
  }

  private static EvertException defect(Exception failure) {
    return new EvertException(
        ErrorCode.INTERNAL,
        String.valueOf(failure),
        ErrorCode.INTERNAL.remedy() + " With " + TRACE + "=1 it shows where it is.",
        failure);
  }
}
