package dev.evert.dataflow.state;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import java.util.Objects;

/** Says what went wrong with a file. */
final class Failures {
  private Failures() {}

  /** A file does not hold what was written. */
  static EvertException corrupt(
      Path file, long offset, String what, Object expected, Object found) {
    return new EvertException(
        ErrorCode.DATA_CORRUPT,
        file + ": " + what + " at offset " + offset + " should be " + expected + ", is " + found,
        remedy(file),
        new StateDamage(file, null));
  }

  /** A file is gone that is needed. */
  static EvertException missing(Path file) {
    return new EvertException(
        ErrorCode.DATA_CORRUPT, file + " is missing", remedy(file), new StateDamage(file, null));
  }

  /** The disk does not give back what was written. */
  static EvertException unreadable(Path file, long offset, Throwable cause) {
    return new EvertException(
        ErrorCode.IO_FAILED,
        file + ": can not read at offset " + offset,
        remedy(file),
        new StateDamage(file, cause));
  }

  private static String remedy(Path file) {
    return "Restore it from a copy, or remove " + file.getParent() + ": it is derived anew.";
  }

  /** A file was written by a newer version. */
  static EvertException newer(Path file, int known, int found) {
    return new EvertException(
        ErrorCode.DATA_NEWER,
        file + ": has format version " + found + ", this Evert knows up to " + known);
  }

  /** The operating system refused. */
  static EvertException io(String action, Path file, IOException cause) {
    String reason = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    String message = "can not " + action + " " + file + ": " + reason;
    return new EvertException(code(cause, reason), message, null, cause);
  }

  private static ErrorCode code(IOException cause, String reason) {
    String lower = reason.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left") || lower.contains("quota exceeded")) {
      return ErrorCode.DISK_FULL;
    }
    boolean denied = cause instanceof AccessDeniedException;
    if (denied || lower.contains("read-only file system") || lower.contains("permission denied")) {
      return ErrorCode.READ_ONLY;
    }
    return ErrorCode.IO_FAILED;
  }

  /** The file system can not be written to at all. */
  static EvertException readOnly(String action, Path file, ReadOnlyFileSystemException cause) {
    String message = "can not " + action + " " + file + ": the file system is read-only";
    return new EvertException(ErrorCode.READ_ONLY, message, null, cause);
  }
}
