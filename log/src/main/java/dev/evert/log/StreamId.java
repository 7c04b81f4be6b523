package dev.evert.log;

/**
 * The number of a stream within one log. It is registered in the log itself, so the bytes of a log
 * alone say which name each number stands for.
 *
 * @param value from 0; 0 is the log's own stream of registrations
 */
public record StreamId(int value) {
  /** The stream in which the log registers its streams; read-only to everyone else. */
  public static final StreamId REGISTRY = new StreamId(0);

  /** The largest number of a stream. */
  public static final int MAX_VALUE = 1_000_000;

  /** Checks the range. */
  public StreamId {
    if (value < 0 || value > MAX_VALUE) {
      throw new IllegalArgumentException(
          "A stream's number must be from 0 to " + MAX_VALUE + ", got " + value);
    }
  }
}
