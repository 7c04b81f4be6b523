package dev.evert.connectors.files;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** Says what went wrong with a file. */
final class FileFailure {
  private static final String SPACE = "No space left on device";
  private static final String READ_ONLY = "Read-only file system";

  private FileFailure() {}

  /** The file is not what it should be. */
  static EvertException bad(Path file, String reason) {
    return new EvertException(ErrorCode.BAD_FILE, file + ": " + reason);
  }

  /** The file is not what it should be, and this mends it. */
  static EvertException bad(Path file, String reason, String remedy) {
    return new EvertException(ErrorCode.BAD_FILE, file + ": " + reason, remedy);
  }

  /** Reading failed. */
  static EvertException reading(Path file, IOException cause) {
    if (cause instanceof ZipException || cause instanceof EOFException) {
      return new EvertException(
          ErrorCode.BAD_FILE, file + ": not whole or not gzip: " + cause.getMessage(), null, cause);
    }
    return new EvertException(code(cause), "can not read " + file + ": " + cause, null, cause);
  }

  /** Writing failed. */
  static EvertException writing(Path file, IOException cause) {
    boolean full = String.valueOf(cause.getMessage()).contains(SPACE);
    ErrorCode code = full ? ErrorCode.DISK_FULL : code(cause);
    return new EvertException(code, "can not write " + file + ": " + cause, null, cause);
  }

  private static ErrorCode code(IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return ErrorCode.NO_SUCH_FILE;
    }
    if (cause instanceof AccessDeniedException) {
      return ErrorCode.NOT_PERMITTED;
    }
    boolean readOnly = String.valueOf(cause.getMessage()).contains(READ_ONLY);
    return readOnly ? ErrorCode.READ_ONLY : ErrorCode.IO_FAILED;
  }
}
