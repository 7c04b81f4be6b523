package dev.evert.shell.home;

import dev.evert.shell.pipe.Suggestion;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory that holds all pipes of a person, each in a directory of its own, so that each can
 * run in a process of its own.
 *
 * <pre>
 *   HOME/pipes/NAME/pipe.json     what the pipe is
 *                   status.json   how it was when it was last seen
 *                   control       the socket of the process that runs it
 *                   log state scratch …   the engine's
 *   HOME/database/log state scratch …       those of the tables and views of evert sql
 * </pre>
 */
public record EvertHome(Path directory) {
  /** The environment variable that names another directory. */
  public static final String VARIABLE = "EVERT_HOME";

  /** The directory that an option, the environment or the user's home names, in this order. */
  public static EvertHome of(
      Optional<Path> option, Map<String, String> environment, Path userHome) {
    String named = environment.getOrDefault(VARIABLE, "");
    Path otherwise = named.isEmpty() ? userHome.resolve(".evert") : Path.of(named);
    return new EvertHome(option.orElse(otherwise).toAbsolutePath().normalize());
  }

  /** The directory of a pipe, whether it is there or not. */
  public PipeDirectory pipe(String name) {
    return new PipeDirectory(pipesDirectory().resolve(name));
  }

  /**
   * The directory of a pipe that exists.
   *
   * @throws EvertException {@link ErrorCode#PIPE_UNKNOWN}, with what may have been meant
   */
  public PipeDirectory existing(String name) {
    PipeDirectory pipe = pipe(name);
    if (pipe.exists()) {
      return pipe;
    }
    List<String> names = pipes().stream().map(PipeDirectory::name).toList();
    String remedy =
        Suggestion.nearest(name, names)
            .map(near -> "Did you mean " + near + "?")
            .orElse(ErrorCode.PIPE_UNKNOWN.remedy());
    throw new EvertException(
        ErrorCode.PIPE_UNKNOWN, "there is no pipe '" + name + "' in " + directory, remedy);
  }

  /** The directories of all pipes, by name. */
  public List<PipeDirectory> pipes() {
    if (!Files.isDirectory(pipesDirectory())) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(pipesDirectory())) {
      return entries.map(PipeDirectory::new).filter(PipeDirectory::exists).sorted().toList();
    } catch (IOException e) {
      throw FileFailures.translate("read", pipesDirectory(), e);
    }
  }

  /** The directory of the tables and views that statements define. */
  public Path database() {
    return directory.resolve("database");
  }

  private Path pipesDirectory() {
    return directory.resolve("pipes");
  }
}
