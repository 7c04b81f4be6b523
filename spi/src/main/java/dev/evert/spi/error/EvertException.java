package dev.evert.spi.error;

import org.jspecify.annotations.Nullable;

/**
 * A failure that a person is told about. The message says what was wanted, what came instead, and
 * where; {@link #remedy} says what to do. Neither ever holds a secret.
 */
public final class EvertException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final @Nullable String remedy;

  /** A failure whose remedy is the code's own. */
  public EvertException(ErrorCode code, String message) {
    this(code, message, null, null);
  }

  /** A failure with something more exact to do than the code's own remedy. */
  public EvertException(ErrorCode code, String message, String remedy) {
    this(code, message, remedy, null);
  }

  /** A failure caused by another. */
  public EvertException(
      ErrorCode code, String message, @Nullable String remedy, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.remedy = remedy;
  }

  /** The kind of failure. */
  public ErrorCode code() {
    return code;
  }

  /** What to do, in a sentence. */
  public String remedy() {
    return remedy == null ? code.remedy() : remedy;
  }

  /** Whether trying again later may succeed without anybody's doing. */
  public boolean transientFailure() {
    return code.transientFailure();
  }

  /** The failure in one line: id, SQLSTATE and message. */
  public String describe() {
    return code.id() + " (" + code.sqlState() + "): " + getMessage();
  }
}
