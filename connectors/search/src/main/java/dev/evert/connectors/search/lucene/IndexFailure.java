package dev.evert.connectors.search.lucene;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;

/** Says what Lucene's and the file system's exceptions mean to a person. */
final class IndexFailure {
  private static final String FRESH =
      "Remove the directory: the pipe fills it anew. Or name another in the URI.";
  private static final Pattern FILE = Pattern.compile("path=\"[^\"]*/([^/\"]+)\"");

  private IndexFailure() {}

  /** Work on an index that may fail. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /** Does work on the index in a directory and translates what goes wrong. */
  static <T> T translated(Path directory, Work<T> work) {
    try {
      return work.run();
    } catch (AlreadyClosedException e) {
      throw of(e.getCause() == null ? e : e.getCause(), directory);
    } catch (IllegalStateException e) {
      // What a merge beside has met, told by whoever comes next.
      throw e.getCause() instanceof IOException met ? of(met, directory) : e;
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw of(e, directory);
    }
  }

  static EvertException of(Throwable failure, Path directory) {
    return switch (failure) {
      case EvertException known -> known;
      case LockObtainFailedException e ->
          of(
              ErrorCode.DATA_IN_USE,
              "the index " + directory + " is written by another process",
              "Stop the other process, or name another directory in the URI.",
              e);
      case IndexFormatTooNewException e ->
          of(ErrorCode.DATA_NEWER, directory, "was written by a newer Lucene", null, e);
      case IndexFormatTooOldException e ->
          of(ErrorCode.STORE_VERSION, directory, "was written by an older Lucene", FRESH, e);
      case CorruptIndexException e ->
          of(
              ErrorCode.DATA_CORRUPT,
              "the index " + directory + " is corrupt: " + e.getOriginalMessage() + file(e),
              FRESH,
              e);
      case NoSuchFileException e -> lacking(directory, e);
      case FileNotFoundException e -> lacking(directory, e);
      case EOFException e ->
          of(ErrorCode.DATA_CORRUPT, directory, "has a file that is too short", FRESH, e);
      case AccessDeniedException e -> readOnly(directory, e);
      case ReadOnlyFileSystemException e -> readOnly(directory, e);
      default -> other(failure, directory);
    };
  }

  /** Which file it is: Lucene names its own classes around it. */
  private static String file(CorruptIndexException e) {
    Matcher path = FILE.matcher(String.valueOf(e.getResourceDescription()));
    return path.find() ? " in " + path.group(1) : "";
  }

  private static EvertException lacking(Path directory, IOException e) {
    return of(ErrorCode.DATA_CORRUPT, directory, "lacks a file", FRESH, e);
  }

  private static EvertException readOnly(Path directory, Throwable e) {
    return of(
        ErrorCode.READ_ONLY,
        directory,
        "can not be written",
        "Make the directory writable, or name another in the URI.",
        e);
  }

  private static EvertException other(Throwable failure, Path directory) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains("No space left") || message.contains("quota")) {
      return of(ErrorCode.DISK_FULL, directory, "has no room to grow", null, failure);
    }
    if (message.contains("Read-only")) {
      return readOnly(directory, failure);
    }
    return of(ErrorCode.IO_FAILED, directory, "failed", null, failure);
  }

  private static EvertException of(
      ErrorCode code, Path directory, String what, @Nullable String remedy, Throwable cause) {
    return of(
        code, "the index " + directory + " " + what + ": " + cause.getMessage(), remedy, cause);
  }

  private static EvertException of(
      ErrorCode code, String message, @Nullable String remedy, Throwable cause) {
    return new EvertException(code, message, remedy, cause);
  }
}
