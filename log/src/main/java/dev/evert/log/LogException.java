package dev.evert.log;

import org.jspecify.annotations.Nullable;

/** A failure of the log. The message says what failed, what was found, where, and what to do. */
public final class LogException extends RuntimeException {
  private static final int MAX_QUOTED_LENGTH = 80;

  private final LogError error;
  private final String message;

  /** A failure without a lower cause. */
  public LogException(LogError error, String message) {
    this(error, message, null);
  }

  /** A failure with its lower cause. */
  public LogException(LogError error, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.error = error;
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }

  /** What kind of failure it is. */
  public LogError error() {
    return error;
  }

  /** Cuts a text that came from outside, so that a message stays readable. */
  static String shorten(String text) {
    return text.length() <= MAX_QUOTED_LENGTH ? text : text.substring(0, MAX_QUOTED_LENGTH) + "…";
  }
}
