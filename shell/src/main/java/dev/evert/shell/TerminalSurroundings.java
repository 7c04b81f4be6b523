package dev.evert.shell;

import dev.evert.spi.Surroundings;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** What a command that keeps nothing gives to a connector: this process's environment. */
public final class TerminalSurroundings implements Surroundings {
  private final String pipe;

  /** Under the name that a pipe would have. */
  public TerminalSurroundings(String pipe) {
    this.pipe = pipe;
  }

  @Override
  public String pipe() {
    return pipe;
  }

  @Override
  public String installation() {
    return "";
  }

  @Override
  public Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name));
  }

  @Override
  public Path home() {
    return Path.of(System.getProperty("user.home"));
  }

  @Override
  public Path scratch() {
    try {
      return Files.createTempDirectory("evert-" + pipe);
    } catch (IOException e) {
      throw new EvertException(
          ErrorCode.IO_FAILED, "no directory for temporary files: " + e.getMessage(), null, e);
    }
  }

  @Override
  public InstantSource clock() {
    return InstantSource.system();
  }

  @Override
  public Optional<char[]> secret(String prompt) {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .map(console -> console.readPassword("%s: ", prompt));
  }
}
