package dev.evert.connectors.files;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.uri.StoreUri;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The files that a path with wildcards names. */
final class FileGlob {
  /** The most files of one source. */
  static final int MAX_FILES = 100_000;

  private static final String WILDCARDS = "*?[{";

  private FileGlob() {}

  /**
   * The path of a file URI: what follows {@code file:}, with or without two slashes. A relative
   * path is relative to where the program was started.
   */
  static String path(StoreUri uri) {
    String path = uri.hosts() + uri.path();
    if (path.isEmpty() || path.endsWith("/")) {
      throw new EvertException(
          ErrorCode.BAD_URI, "file: wanted the path of a file, as in file:data/*.csv, got " + uri);
    }
    return path;
  }

  /** Whether the path has wildcards. */
  static boolean isPattern(String path) {
    return path.chars().anyMatch(c -> WILDCARDS.indexOf(c) >= 0);
  }

  /**
   * The files that match, in the order of their names: at least one.
   *
   * @throws EvertException {@link ErrorCode#NO_SUCH_FILE}, {@link ErrorCode#NOT_PERMITTED}, {@link
   *     ErrorCode#LIMIT_EXCEEDED}
   */
  static List<Path> find(String pattern) {
    List<Path> files = isPattern(pattern) ? matches(pattern) : List.of(Path.of(pattern));
    if (files.isEmpty() || !Files.exists(files.getFirst())) {
      throw new EvertException(
          ErrorCode.NO_SUCH_FILE,
          "no file matches " + pattern + " in " + Path.of("").toAbsolutePath());
    }
    if (files.size() > MAX_FILES) {
      throw new EvertException(
          ErrorCode.LIMIT_EXCEEDED, "more than " + MAX_FILES + " files match " + pattern);
    }
    if (Files.isDirectory(files.getFirst())) {
      throw new EvertException(
          ErrorCode.NO_SUCH_FILE,
          pattern + " is a directory, wanted files",
          "Name the files in it: " + pattern + "/*.csv.");
    }
    return files;
  }

  private static List<Path> matches(String pattern) {
    Path base = base(pattern);
    if (!Files.isDirectory(base)) {
      return List.of();
    }
    PathMatcher matcher;
    try {
      matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException e) {
      throw new EvertException(
          ErrorCode.BAD_URI,
          "file: not a pattern: " + pattern + ": " + e.getDescription(),
          null,
          e);
    }
    String rest = pattern.substring(base.toString().isEmpty() ? 0 : base.toString().length());
    int depth = rest.contains("**") ? Integer.MAX_VALUE : rest.split("/+", -1).length;
    try (Stream<Path> walk = Files.walk(base, depth)) {
      return walk.filter(file -> matcher.matches(file) && Files.isRegularFile(file))
          .limit(MAX_FILES + 1L)
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
      boolean denied = cause instanceof AccessDeniedException;
      throw new EvertException(
          denied ? ErrorCode.NOT_PERMITTED : ErrorCode.IO_FAILED,
          "can not look for " + pattern + ": " + cause,
          null,
          e);
    }
  }

  /** The directory above the first part with a wildcard, written as in the pattern. */
  private static Path base(String pattern) {
    int wildcard = 0;
    while (WILDCARDS.indexOf(pattern.charAt(wildcard)) < 0) {
      wildcard++;
    }
    int slash = pattern.lastIndexOf('/', wildcard);
    return Path.of(slash == 0 ? "/" : slash < 0 ? "" : pattern.substring(0, slash));
  }
}
