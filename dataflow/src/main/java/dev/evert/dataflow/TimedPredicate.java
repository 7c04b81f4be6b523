package dev.evert.dataflow;

import dev.evert.spi.error.EvertException;

/**
 * A condition of a row and of the time. Deterministic; used by one thread at a time. Time is in
 * microseconds since 2000-01-01 00:00 UTC.
 */
public interface TimedPredicate {
  /** No moment. */
  long NEVER = Long.MAX_VALUE;

  /**
   * Whether it is true of the row in {@code bytes[from, to)} at a time.
   *
   * @throws EvertException if the row can not be evaluated, at this time or at any other
   */
  boolean test(byte[] bytes, int from, int to, long time);

  /**
   * The first moment after a time at which it may be true where it was not, or the other way round;
   * {@link #NEVER} if there is none.
   *
   * @throws EvertException if the row can not be evaluated, at this time or at any other
   */
  long next(byte[] bytes, int from, int to, long time);
}
