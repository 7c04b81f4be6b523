package dev.evert.log.journal;

import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.files.DirectoryInUseException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;

/** Translates the failures of a file system, once. */
final class IoFailure {
  private IoFailure() {}

  static LogException of(String action, String directory, Segment segment, IOException cause) {
    return of(action, directory + "/" + segment.fileName(), cause);
  }

  static LogException of(String action, String path, IOException cause) {
    if (cause instanceof DirectoryInUseException inUse) {
      return new LogException(
          LogError.LOCKED,
          "The log in " + path + " is in use by " + inUse.holder(),
          "Stop it first, or use another directory.",
          cause);
    }
    String reason = reason(cause);
    String lower = reason.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left") || lower.contains("quota exceeded")) {
      return new LogException(
          LogError.DISK_FULL,
          "Cannot " + action + " at " + path + ": the file system is full",
          "Free space, then open the log again.",
          cause);
    }
    if (cause instanceof AccessDeniedException
        || lower.contains("read-only file system")
        || lower.contains("permission denied")
        || cause.getCause() instanceof ReadOnlyFileSystemException) {
      return new LogException(
          LogError.NOT_WRITABLE,
          "Cannot " + action + " at " + path + ": no permission (" + reason + ")",
          "Make the directory writable for this user.",
          cause);
    }
    return new LogException(LogError.IO, "Cannot " + action + " at " + path + ": " + reason, cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  static LogException unexpected(String action, Throwable cause) {
    return new LogException(LogError.IO, "Cannot " + action + ": " + cause, cause);
  }
}
