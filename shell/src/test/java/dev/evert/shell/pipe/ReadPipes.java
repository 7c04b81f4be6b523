package dev.evert.shell.pipe;

import dev.evert.spi.error.EvertException;
import dev.evert.spi.error.TextPlace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Reads pipes as on a machine where everything that is planned for the first version is there. */
final class ReadPipes {
  static final PipeReader READER =
      new PipeReader(
          new Schemes(
              new TreeSet<>(List.of("file", "postgres", "postgresql")),
              new TreeSet<>(
                  List.of("elasticsearch", "file", "lucene", "opensearch", "postgres", "stdout"))),
          Path.of("/work dir"),
          Path.of("/home/ada"));

  private ReadPipes() {}

  static WrittenPipe read(String text) {
    return READER.read(text, Optional.empty());
  }

  /** What is wrong with a pipe: code, message, the line with the place marked, and what to do. */
  static String failure(String text) {
    try {
      return "no failure: " + read(text).canonical();
    } catch (EvertException e) {
      TextPlace place = e.place().orElseThrow();
      return e.code()
          + ": "
          + e.getMessage()
          + "\n"
          + text.lines().skip(place.line() - 1L).findFirst().orElse("")
          + "\n"
          + " ".repeat(place.column() - 1)
          + "^".repeat(place.endColumn() - place.column() + 1)
          + "\n"
          + e.remedy();
    }
  }
}
