package dev.evert.shell.log;

import dev.evert.engine.LogFailures;
import dev.evert.log.Log;
import dev.evert.log.LogException;
import dev.evert.log.verify.ProofCheck;
import dev.evert.log.verify.Verdict;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code evert log check-proof FILE}. */
@Command(
    name = "check-proof",
    description = {
      "Checks a proof that a log gave. Exits with 1 if it proves nothing.",
      "With --key, nothing but the file and the key is looked at, on whatever machine."
    },
    mixinStandardHelpOptions = true)
final class LogCheckProofCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private LogPlace place = new LogPlace();

  @Parameters(index = "0", paramLabel = "FILE", description = "A proof as JSON.")
  private Path file = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "The log's public key as 'evert log head --key' prints it, or a file that holds it"
              + " (default: the key of the log itself).")
  private @Nullable String key;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Verdict verdict = ProofCheck.check(key(), LogProveCommand.read(file));
    switch (verdict) {
      case Verdict.Proven proven -> out.println("proven: " + proven.statement());
      case Verdict.Refused refused -> out.println("not proven: " + refused.reason());
    }
    out.flush();
    return verdict instanceof Verdict.Proven ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private String key() {
    String given = key;
    if (given != null) {
      Path keyFile = Path.of(given);
      return Files.isRegularFile(keyFile) ? LogProveCommand.read(keyFile).strip() : given;
    }
    try (Log log = place.view()) {
      return log.verifierKey().text();
    } catch (LogException e) {
      throw LogFailures.translate(e);
    }
  }
}
