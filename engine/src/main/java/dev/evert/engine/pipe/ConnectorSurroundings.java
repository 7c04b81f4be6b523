package dev.evert.engine.pipe;

import dev.evert.engine.EngineOptions;
import dev.evert.spi.Surroundings;
import java.io.Console;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** What one connector of a pipe may use of the machine. */
final class ConnectorSurroundings implements Surroundings {
  private final String pipe;
  private final EngineOptions options;
  private final Path scratch;

  /**
   * @param scratch a directory for the connector alone; it need not be there yet
   */
  ConnectorSurroundings(String pipe, EngineOptions options, Path scratch) {
    this.pipe = pipe;
    this.options = options;
    this.scratch = scratch;
  }

  @Override
  public String pipe() {
    return pipe;
  }

  @Override
  public Optional<String> variable(String name) {
    return Optional.ofNullable(options.environment().get(name));
  }

  @Override
  public Path home() {
    return options.home();
  }

  @Override
  public Path scratch() {
    return scratch;
  }

  @Override
  public InstantSource clock() {
    return options.clock();
  }

  @Override
  public Optional<char[]> secret(String prompt) {
    // There is no console at all where input or output is redirected.
    return Optional.<Console>ofNullable(System.console())
        .filter(Console::isTerminal)
        .map(console -> console.readPassword("%s: ", prompt));
  }
}
