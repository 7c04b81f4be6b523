package dev.evert.shell.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a demo.
 *
 * @param temporary whether it goes away at the end
 */
record DemoPlace(Path directory, boolean temporary) implements AutoCloseable {

  /** The directory that is named, or a temporary one. */
  static DemoPlace of(@Nullable Path named) throws IOException {
    if (named == null) {
      return new DemoPlace(Files.createTempDirectory("evert-demo"), true);
    }
    return new DemoPlace(Files.createDirectories(named).toAbsolutePath().normalize(), false);
  }

  /** Where the database is. */
  Path database() {
    return directory.resolve("postgres");
  }

  /** Where Evert keeps its pipe. */
  Path home() {
    return directory.resolve("evert");
  }

  /** Where the index is. */
  Path index() {
    return directory.resolve("products-index");
  }

  @Override
  public void close() throws IOException {
    if (!temporary || !Files.exists(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
