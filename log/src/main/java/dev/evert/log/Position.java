package dev.evert.log;

import org.jspecify.annotations.Nullable;

/**
 * A place in a log: before, at or after an event. Opaque: it can be compared with positions of the
 * same log, turned into a token and back, and waited for; nothing else about it may be relied on.
 *
 * <p>A position names the event that stands there. As the end of a range it names the first event
 * that is not in the range, so that {@link Log#durable()} is the position that the next event will
 * get.
 */
public final class Position implements Comparable<Position> {
  /** Before the first event of any log. */
  public static final Position START = new Position(0);

  private static final int MAX_TOKEN_LENGTH = 19;

  private final long ordinal;

  private Position(long ordinal) {
    this.ordinal = ordinal;
  }

  /**
   * The position with a given ordinal; for implementations of {@link Log} only.
   *
   * @param ordinal at least 0
   */
  public static Position ofOrdinal(long ordinal) {
    if (ordinal < 0) {
      throw new IllegalArgumentException("A position's ordinal must be at least 0, got " + ordinal);
    }
    return ordinal == 0 ? START : new Position(ordinal);
  }

  /**
   * Reads a token made by {@link #token()}.
   *
   * @throws LogException with {@link LogError#BAD_TOKEN} if it is not one
   */
  public static Position parse(String token) {
    if (!token.isEmpty() && token.length() <= MAX_TOKEN_LENGTH) {
      try {
        long ordinal = Long.parseLong(token);
        if (ordinal >= 0 && Character.isDigit(token.charAt(0))) {
          return ofOrdinal(ordinal);
        }
      } catch (NumberFormatException e) {
        throw badToken(token, e);
      }
    }
    throw badToken(token, null);
  }

  private static LogException badToken(String token, @Nullable Throwable cause) {
    return new LogException(
        LogError.BAD_TOKEN,
        "Not a position: '"
            + LogException.shorten(token)
            + "'. A position is the token that an append, a reader or 'evert log info' gave.",
        cause);
  }

  /** This position as text: printable ASCII without spaces, at most 19 characters. */
  public String token() {
    return Long.toString(ordinal);
  }

  /**
   * A number that grows with the position within one log, for stores that order versions of a
   * document by an external number. Not dense, and not comparable between logs.
   */
  public long version() {
    return ordinal;
  }

  /** The ordinal; for implementations of {@link Log} only. */
  public long ordinal() {
    return ordinal;
  }

  /** Whether this position is before the other one. */
  public boolean isBefore(Position other) {
    return ordinal < other.ordinal;
  }

  @Override
  public int compareTo(Position other) {
    return Long.compare(ordinal, other.ordinal);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Position position && position.ordinal == ordinal;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(ordinal);
  }

  @Override
  public String toString() {
    return token();
  }
}
