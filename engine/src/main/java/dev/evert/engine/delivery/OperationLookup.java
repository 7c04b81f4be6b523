package dev.evert.engine.delivery;

import dev.evert.log.EventView;
import dev.evert.log.Log;
import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogReader;
import dev.evert.log.Position;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds the operation ids of events, many at a time: in one pass over the part of the log where
 * they are, as the changes of a batch come from events that stand close together. One thread at a
 * time.
 */
final class OperationLookup implements AutoCloseable {
  /** A nearer event is come to by reading on, a farther one by a seek. */
  private static final long NEAR = 512;

  private final Log log;
  private @Nullable LogReader reader;

  OperationLookup(Log log) {
    this.log = log;
  }

  /**
   * The operation ids of events.
   *
   * @param causes the events, in any order; negative where none is known
   * @return one each; null where there is none, or the event was removed by retention
   */
  @Nullable UUID[] find(long[] causes) {
    long[] order = causes.clone();
    Arrays.sort(order);
    @Nullable UUID[] sorted = new UUID[order.length];
    for (int i = 0; i < order.length; i++) {
      boolean same = i > 0 && order[i] == order[i - 1];
      sorted[i] = same ? sorted[i - 1] : find(order[i]);
    }
    @Nullable UUID[] found = new UUID[causes.length];
    for (int i = 0; i < causes.length; i++) {
      found[i] = sorted[Arrays.binarySearch(order, causes[i])];
    }
    return found;
  }

  private @Nullable UUID find(long cause) {
    if (cause < 0) {
      return null;
    }
    try {
      EventView event = moveTo(cause);
      return event != null && event.hasOperationId()
          ? new UUID(event.operationHigh(), event.operationLow())
          : null;
    } catch (LogException e) {
      close();
      if (e.error() != LogError.NOT_RETAINED) {
        throw e;
      }
      return null; // the change itself is still right
    }
  }

  private @Nullable EventView moveTo(long cause) {
    LogReader open = reader;
    if (open == null) {
      open = log.reader(Position.ofOrdinal(cause));
      reader = open;
    } else {
      long next = open.position().version();
      if (cause < next || cause > next + NEAR) {
        open.seek(Position.ofOrdinal(cause));
      }
    }
    while (open.next()) {
      if (open.event().version() >= cause) {
        return open.event();
      }
    }
    return null;
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
