package dev.evert.testing;

import dev.evert.spi.Surroundings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Surroundings of a connector under test: nothing of the real environment shines through. */
public final class TestSurroundings implements Surroundings {
  private final String pipe;
  private final Path directory;
  private final Map<String, String> variables = new ConcurrentHashMap<>();
  private volatile String installation = "test";
  private volatile @Nullable String secret;

  /** For a pipe of this name; home and scratch are the directory given. */
  public TestSurroundings(String pipe, Path directory) {
    this.pipe = pipe;
    this.directory = directory;
  }

  /** Sets an environment variable. */
  public TestSurroundings with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /** Makes it the surroundings of another installation. */
  public TestSurroundings installed(String name) {
    installation = name;
    return this;
  }

  /** Lets the person at the terminal answer every question with this. */
  public TestSurroundings answering(String answer) {
    secret = answer;
    return this;
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
    return Optional.ofNullable(variables.get(name));
  }

  @Override
  public Path home() {
    return directory;
  }

  @Override
  public Path scratch() {
    return directory;
  }

  @Override
  public InstantSource clock() {
    return InstantSource.system();
  }

  @Override
  public Optional<char[]> secret(String prompt) {
    String answer = secret;
    return answer == null ? Optional.empty() : Optional.of(answer.toCharArray());
  }
}
