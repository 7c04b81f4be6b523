package dev.evert.shell.log;

import dev.evert.engine.Engine;
import dev.evert.engine.LogFailures;
import dev.evert.log.LogException;
import dev.evert.log.journal.JournalView;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which log a command is about. */
class LogPlace {
  private static final String HOME_VARIABLE = "EVERT_HOME";

  @Option(
      names = "--log",
      paramLabel = "LOG",
      description = "A pipe's name, or a directory (default: the log of the only pipe).")
  private @Nullable String log;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where pipes are kept (default: $$EVERT_HOME or ~/.evert).")
  private @Nullable Path data;

  /** What was named, if anything. */
  @Nullable String named() {
    return log;
  }

  /** The directory of the log's files. */
  final Path directory() {
    String name = named();
    if (name == null) {
      return onlyPipe();
    }
    Path named = Path.of(name);
    for (Path candidate :
        List.of(named, named.resolve(Engine.LOG_DIRECTORY), logOf(pipes().resolve(name)))) {
      if (isLog(candidate)) {
        return candidate;
      }
    }
    throw missing("there is no log in " + named + " and no pipe '" + name + "' in " + pipes());
  }

  /** Opens a view of the log; another process may be writing it. */
  final JournalView view() {
    try {
      return JournalView.open(directory());
    } catch (LogException e) {
      throw LogFailures.translate(e);
    }
  }

  private Path onlyPipe() {
    List<Path> logs = List.of();
    if (Files.isDirectory(pipes())) {
      try (Stream<Path> entries = Files.list(pipes())) {
        logs = entries.map(LogPlace::logOf).filter(LogPlace::isLog).sorted().toList();
      } catch (IOException e) {
        throw new EvertException(
            ErrorCode.IO_FAILED, "cannot list " + pipes() + ": " + e.getMessage(), null, e);
      }
    }
    if (logs.size() == 1) {
      return logs.getFirst();
    }
    throw missing(
        logs.isEmpty()
            ? "there is no pipe in " + pipes() + " and so no log"
            : "there are " + logs.size() + " pipes in " + pipes() + ", each with its log");
  }

  private static EvertException missing(String what) {
    return new EvertException(
        ErrorCode.BAD_OPTION, what, "Name one: --log PIPE or --log DIRECTORY.");
  }

  private static Path logOf(Path pipe) {
    return pipe.resolve(Engine.LOG_DIRECTORY);
  }

  private Path pipes() {
    Path home = data;
    if (home == null) {
      String named = System.getenv().getOrDefault(HOME_VARIABLE, "");
      home = named.isEmpty() ? Path.of(System.getProperty("user.home"), ".evert") : Path.of(named);
    }
    return home.resolve("pipes");
  }

  private static boolean isLog(Path directory) {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.anyMatch(file -> file.toString().endsWith(".segment"));
    } catch (IOException e) {
      return false;
    }
  }
}
