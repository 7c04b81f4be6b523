package dev.evert.testing.server;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link PostgresServer} is to be.
 *
 * @param binaries a jar with the programs of one major version; the newest on the class path where
 *     empty
 * @param directory where its data is, kept when it stops; a temporary one where empty
 * @param port to listen on, or 0 for any that is free
 * @param parameters of the server's configuration, beyond those of a durable server with logical
 *     decoding
 */
public record PostgresSettings(
    Optional<Path> binaries, Optional<Path> directory, int port, Map<String, String> parameters) {

  /**
   * A durable server with logical decoding: of the version on the class path, unless the system
   * property {@code evert.postgres} names another jar.
   */
  public static final PostgresSettings DEFAULT =
      new PostgresSettings(
          Optional.ofNullable(System.getProperty("evert.postgres")).map(Path::of),
          Optional.empty(),
          0,
          Map.of());

  public PostgresSettings {
    parameters = Map.copyOf(parameters);
  }

  /** The same with the programs of this jar. */
  public PostgresSettings binaries(Path jar) {
    return new PostgresSettings(Optional.of(jar), directory, port, parameters);
  }

  /** The same with its data in this directory. */
  public PostgresSettings directory(Path data) {
    return new PostgresSettings(binaries, Optional.of(data), port, parameters);
  }

  /** The same on this port. */
  public PostgresSettings port(int number) {
    return new PostgresSettings(binaries, directory, number, parameters);
  }

  /** The same with one more parameter. */
  public PostgresSettings parameter(String name, String value) {
    Map<String, String> all = new HashMap<>(parameters);
    all.put(name, value);
    return new PostgresSettings(binaries, directory, port, all);
  }
}
