package dev.evert.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much of a disk a log takes. */
final class LogSize {
  private LogSize() {}

  /** The sum of the lengths of a directory's files, in bytes. */
  static long bytes(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.mapToLong(LogSize::length).sum();
    } catch (IOException | UncheckedIOException e) {
      // Files come and go while they are counted: the next count is right again.
      return 0;
    }
  }

  private static long length(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      // It was just removed.
      return 0;
    }
  }
}
