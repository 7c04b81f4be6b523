package dev.evert.spi.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure that a person is told about. The message says what was wanted, what came instead, and
 * where; {@link #remedy} says what to do. Neither ever holds a secret.
 */
public final class EvertException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final @Nullable String remedy;
  private final @Nullable TextPlace place;
  private final int part;

  /** A failure whose remedy is the code's own. */
  public EvertException(ErrorCode code, String message) {
    this(code, message, null, null, null, 0);
  }

  /** A failure with something more exact to do than the code's own remedy. */
  public EvertException(ErrorCode code, String message, String remedy) {
    this(code, message, remedy, null, null, 0);
  }

  /** A failure caused by another. */
  public EvertException(
      ErrorCode code, String message, @Nullable String remedy, @Nullable Throwable cause) {
    this(code, message, remedy, cause, null, 0);
  }

  /** A failure in a text that a person wrote; a null remedy means the code's own. */
  public static EvertException at(
      TextPlace place, ErrorCode code, String message, @Nullable String remedy) {
    return new EvertException(code, message, remedy, null, place, 0);
  }

  /** The same failure, where what was given has several texts, as being in one of them. */
  public EvertException inPart(int number) {
    return new EvertException(code, String.valueOf(getMessage()), remedy, this, place, number);
  }

  private EvertException(
      ErrorCode code,
      String message,
      @Nullable String remedy,
      @Nullable Throwable cause,
      @Nullable TextPlace place,
      int part) {
    super(message, cause);
    this.code = code;
    this.remedy = remedy;
    this.place = place;
    this.part = part;
  }

  /** The kind of failure. */
  public ErrorCode code() {
    return code;
  }

  /** What to do, in a sentence. */
  public String remedy() {
    return remedy == null ? code.remedy() : remedy;
  }

  /** Where in the text that was given, if the failure is about a text; the message says it too. */
  public Optional<TextPlace> place() {
    return Optional.ofNullable(place);
  }

  /** The number of the text that {@link #place} counts in, from 0, if there are several. */
  public int part() {
    return part;
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
