package dev.evert.shell.home;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;

/** Gives failures of the file system their place in the catalogue of errors. */
final class FileFailures {
  private FileFailures() {}

  /**
   * The failure as people are told it.
   *
   * @param doing what could not be done, such as "write"
   */
  static EvertException translate(String doing, Path path, Exception failure) {
    String reason = reason(failure);
    ErrorCode code = code(failure, reason.toLowerCase(Locale.ROOT));
    boolean inTheWay = failure instanceof IOException && reason.endsWith("ot a directory");
    String remedy = inTheWay ? "Name a directory, or one that can be made, by --data." : null;
    return new EvertException(
        code, "cannot " + doing + " " + path + ": " + reason, remedy, failure);
  }

  private static ErrorCode code(Exception failure, String reason) {
    return switch (failure) {
      case AccessDeniedException _, ReadOnlyFileSystemException _ -> ErrorCode.READ_ONLY;
      case IOException _ when reason.contains("no space left") || reason.contains("quota") ->
          ErrorCode.DISK_FULL;
      case IOException _ when reason.contains("read-only") -> ErrorCode.READ_ONLY;
      default -> ErrorCode.IO_FAILED;
    };
  }

  private static String reason(Exception failure) {
    return switch (failure) {
      case AccessDeniedException _ -> "permission denied";
      case NotDirectoryException e -> e.getMessage() + " is not a directory";
      case FileAlreadyExistsException e -> e.getMessage() + " is not a directory";
      case NoSuchFileException _ -> "no such file or directory";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> String.valueOf(failure.getMessage());
    };
  }
}
