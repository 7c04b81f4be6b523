package dev.evert.log;

/**
 * Says what retention has to leave alone, however old it is: events that something is still to be
 * derived from. Asked on the log's own thread; must not block.
 */
@FunctionalInterface
public interface RetentionGuard {
  /** Age alone decides. */
  RetentionGuard NONE = (_, _) -> true;

  /** Whether nobody needs the events of a stream before a position any more. */
  boolean mayRemove(StreamId stream, Position end);
}
