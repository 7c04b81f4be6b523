package dev.evert.shell.log;

import dev.evert.engine.LogFailures;
import dev.evert.log.Log;
import dev.evert.log.LogException;
import dev.evert.log.Position;
import dev.evert.log.proof.SignedTreeHead;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code evert log prove POSITION}. */
@Command(
    name = "prove",
    description = {
      "Prints a proof, as JSON, that an event stands at a position,",
      "or that the log only grew since an earlier head.",
      "Anybody who has the log's public key can check it: evert log check-proof."
    },
    mixinStandardHelpOptions = true)
final class LogProveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private LogPlace place = new LogPlace();

  @ArgGroup(multiplicity = "1")
  private Claim claim = new Claim();

  /** What is to be proven. */
  static final class Claim {
    @Parameters(paramLabel = "POSITION", description = "Where the event stands.")
    private @Nullable String position;

    @Option(
        names = "--since",
        paramLabel = "FILE",
        description = "An earlier output of 'evert log head'.")
    private @Nullable Path since;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Log log = place.view()) {
      out.print(prove(log));
      out.flush();
      return ExitCode.OK;
    } catch (LogException e) {
      throw LogFailures.translate(e);
    }
  }

  private String prove(Log log) {
    SignedTreeHead head = log.head();
    Path since = claim.since;
    if (since != null) {
      return log.proveConsistency(SignedTreeHead.parse(read(since)), head).toJson();
    }
    return log.proveInclusion(Position.parse(String.valueOf(claim.position)), head).toJson();
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new EvertException(
          ErrorCode.IO_FAILED,
          "cannot read " + file + ": " + e,
          "Give a file that exists and that this user may read.",
          e);
    }
  }
}
