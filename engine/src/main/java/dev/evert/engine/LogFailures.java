package dev.evert.engine;

import dev.evert.log.LogException;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Gives the log's failures, which knows no other module, their place in the catalogue of errors.
 */
public final class LogFailures {
  private LogFailures() {}

  /** The failure as people are told it. */
  public static EvertException translate(Throwable failure) {
    return switch (failure) {
      case EvertException known -> known;
      case LogException log -> of(log);
      case CompletionException wrapper -> cause(wrapper);
      case ExecutionException wrapper -> cause(wrapper);
      default -> new EvertException(ErrorCode.INTERNAL, String.valueOf(failure), null, failure);
    };
  }

  private static EvertException cause(Exception wrapper) {
    Throwable cause = wrapper.getCause();
    return cause == null
        ? new EvertException(ErrorCode.INTERNAL, wrapper.toString(), null, wrapper)
        : translate(cause);
  }

  private static EvertException of(LogException failure) {
    ErrorCode code = code(failure);
    return new EvertException(code, failure.problem(), remedy(failure, code), failure);
  }

  /** What is broken the log knows best; all else the catalogue, which knows the command line. */
  private static @Nullable String remedy(LogException failure, ErrorCode code) {
    return switch (code) {
      case DATA_CORRUPT, IO_FAILED -> failure.remedy().orElse(null);
      default -> null;
    };
  }

  private static ErrorCode code(LogException failure) {
    return switch (failure.error()) {
      case CORRUPT, TREE_MISMATCH -> ErrorCode.DATA_CORRUPT;
      case NEWER_VERSION -> ErrorCode.DATA_NEWER;
      case LOCKED -> ErrorCode.DATA_IN_USE;
      case NOT_WRITABLE, READ_ONLY -> ErrorCode.READ_ONLY;
      case DISK_FULL -> ErrorCode.DISK_FULL;
      case NOT_A_LOG, NOT_FOUND, IO, FAILED -> ErrorCode.IO_FAILED;
      case BATCH_TOO_LARGE -> ErrorCode.LIMIT_EXCEEDED;
      case NOT_RETAINED, BEYOND_END, BAD_TOKEN -> ErrorCode.INVALID_ARGUMENT;
      case CLOSED, BATCH_EMPTY, UNKNOWN_STREAM, STREAM_CONFLICT -> ErrorCode.INTERNAL;
    };
  }
}
