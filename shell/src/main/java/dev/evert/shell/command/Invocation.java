package dev.evert.shell.command;

import dev.evert.engine.Connectors;
import dev.evert.shell.console.Terminal;
import dev.evert.shell.home.EvertHome;
import dev.evert.shell.pipe.PipeReader;
import dev.evert.shell.pipe.Schemes;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a command is run with.
 *
 * @param out standard output
 * @param err the standard error output
 * @param terminal what both are
 * @param environment variables
 * @param workingDirectory what relative paths begin from
 * @param userHome where {@code ~} is
 */
record Invocation(
    PrintWriter out,
    PrintWriter err,
    Terminal terminal,
    Map<String, String> environment,
    Path workingDirectory,
    Path userHome) {

  /** What this process is run with. */
  static Invocation of(CommandSpec spec) {
    return new Invocation(
        spec.commandLine().getOut(),
        spec.commandLine().getErr(),
        Terminal.ofProcess(),
        System.getenv(),
        Path.of("").toAbsolutePath(),
        Path.of(System.getProperty("user.home")));
  }

  /** The directory that holds all pipes. */
  EvertHome home(@Nullable Path option) {
    return EvertHome.of(Optional.ofNullable(option), environment, userHome);
  }

  /** Reads pipes for these connectors. */
  PipeReader reader(Connectors connectors) {
    return new PipeReader(Schemes.of(connectors), workingDirectory, userHome);
  }

  /** Writes a line for people. */
  void tell(String line) {
    err.println(line);
    err.flush();
  }
}
