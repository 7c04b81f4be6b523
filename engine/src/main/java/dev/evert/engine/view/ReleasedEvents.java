package dev.evert.engine.view;

import dev.evert.log.Position;
import dev.evert.log.RetentionGuard;
import dev.evert.log.StreamId;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which events are in a durable checkpoint, so that retention may remove them: a view that was
 * killed, or that lags, finds all that it has not kept yet, however old that is.
 */
public final class ReleasedEvents implements RetentionGuard {
  private final Map<StreamId, Position> released = new ConcurrentHashMap<>();

  /** Nothing before a position is read again. */
  void release(Collection<StreamId> streams, long position) {
    Position end = Position.ofOrdinal(position);
    streams.forEach(stream -> released.put(stream, end));
  }

  @Override
  public boolean mayRemove(StreamId stream, Position end) {
    Position needed = released.getOrDefault(stream, Position.START);
    return !needed.isBefore(end);
  }
}
