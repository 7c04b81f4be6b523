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
  private final String installation;
  private final EngineOptions options;
  private final Path scratch;

  /**
   * @param installation empty where nothing is kept in a store
   * @param scratch a directory for the connector alone; it need not be there yet
   */
  ConnectorSurroundings(String pipe, String installation, EngineOptions options, Path scratch) {
    this.pipe = pipe;
    this.installation = installation;
    this.options = options;
    this.scratch = scratch;
  }

  @Override
  public String pipe() {
    return pipe;
  }

  @Override
  public String installation() {
    return installation;
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
