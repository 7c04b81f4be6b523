package dev.evert.log;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A failure of the log. The message says what failed, what was found, where, and what to do. */
public final class LogException extends RuntimeException {
  private static final int MAX_QUOTED_LENGTH = 80;

  private final LogError error;
  private final String problem;
  private final @Nullable String remedy;

  /** A failure without a lower cause. */
  public LogException(LogError error, String message) {
    this(error, message, null);
  }

  /** A failure with its lower cause. */
  public LogException(LogError error, String message, @Nullable Throwable cause) {
    this(error, message, null, cause);
  }

  /**
   * A failure with something to do about it.
   *
   * @param problem without a full stop
   * @param remedy in sentences, which the message ends with
   */
  public LogException(
      LogError error, String problem, @Nullable String remedy, @Nullable Throwable cause) {
    super(problem, cause);
    this.error = error;
    this.problem = problem;
    this.remedy = remedy;
  }

  @Override
  public String getMessage() {
    return remedy == null ? problem : problem + ". " + remedy;
  }

  /** The message without what to do. */
  public String problem() {
    return problem;
  }

  /** What to do, if the log knows. */
  public Optional<String> remedy() {
    return Optional.ofNullable(remedy);
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
