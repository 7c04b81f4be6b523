package dev.evert.log.journal;

import dev.evert.log.EventView;
import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.Position;
import dev.evert.log.StreamId;
import dev.evert.log.StreamInfo;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/** Reads single events, with readers that are kept for the next time. */
final class RandomAccess {
  private final ConcurrentLinkedQueue<JournalReader> idle = new ConcurrentLinkedQueue<>();
  private final Recovered log;
  private final BooleanSupplier closed;

  RandomAccess(Recovered log, BooleanSupplier closed) {
    this.log = log;
    this.closed = closed;
  }

  /** See {@link dev.evert.log.Log#event}. */
  EventView event(Position position) {
    JournalReader reader = idle.poll();
    if (reader == null) {
      reader = new JournalReader(log, closed, null, JournalReader.RANDOM_BYTES);
    }
    boolean usable = false;
    try {
      EventView event = read(reader, position);
      usable = true;
      return event;
    } finally {
      if (usable) {
        idle.add(reader);
      } else {
        reader.close();
      }
    }
  }

  private EventView read(JournalReader reader, Position position) {
    reader.seekRetained(position);
    if (!reader.next() || reader.event().version() != position.ordinal()) {
      throw missing(position);
    }
    EventView found = reader.event();
    StreamInfo stream = log.registry().get(new StreamId(found.stream()));
    if (position.isBefore(stream.firstRetained())) {
      throw new LogException(
          LogError.NOT_RETAINED,
          "The event at position "
              + position
              + " was removed by retention. Stream '"
              + stream.name()
              + "' is kept from position "
              + stream.firstRetained()
              + " on.");
    }
    EventView copy = new EventView();
    copy.show(found.version(), found.appendTimeMicros(), found.leafBytes(), 0);
    return copy;
  }

  private LogException missing(Position position) {
    long end = log.durable().get();
    return position.ordinal() >= end
        ? new LogException(
            LogError.BEYOND_END,
            "There is no event at position " + position + " yet; the log ends at " + end)
        : new LogException(
            LogError.NOT_RETAINED, "The event at position " + position + " was removed");
  }

  void close() {
    JournalReader reader = idle.poll();
    while (reader != null) {
      reader.close();
      reader = idle.poll();
    }
  }
}
