package dev.evert.log;

import java.time.Duration;

/**
 * A cursor over durable events, in order of position. Belongs to one thread at a time; {@link
 * #close} may be called from any thread and wakes a waiting one.
 */
public interface LogReader extends AutoCloseable {
  /**
   * Moves to the next durable event of the chosen streams.
   *
   * @return false, at once, if there is none yet
   * @throws LogException {@link LogError#CORRUPT} if its bytes are damaged, {@link
   *     LogError#NOT_RETAINED} if retention overtook this reader, {@link LogError#CLOSED} after
   *     close
   */
  boolean next();

  /** The event that {@link #next} moved to; the same object each time. */
  EventView event();

  /**
   * The position to go on from: every durable event of the chosen streams before it has been read.
   * After {@link #next} returned false this is the durable end of the log, even if the last events
   * were of other streams.
   */
  Position position();

  /**
   * Waits until the log holds durable events (of whatever stream) at or after {@link #position()}.
   *
   * @return false if the time passed without any
   * @throws InterruptedException if the thread was interrupted
   * @throws LogException {@link LogError#CLOSED} if the log or the reader is closed
   */
  boolean await(Duration timeout) throws InterruptedException;

  /** Goes on at another position; see {@link Log#reader}. */
  void seek(Position from);

  @Override
  void close();
}
