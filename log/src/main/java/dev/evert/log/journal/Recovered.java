package dev.evert.log.journal;

import dev.evert.log.Position;
import dev.evert.log.StreamId;
import dev.evert.log.operations.OperationIndex;
import java.util.List;

/**
 * The parts of an open log.
 *
 * @param segments all segments, the last one active
 * @param registry the streams
 * @param operations the operations
 * @param tree the tree
 * @param durable the end
 * @param lastTimeMicros when the last event was appended; 0 if the last segment has none
 */
record Recovered(
    SegmentList segments,
    StreamRegistry registry,
    OperationIndex operations,
    JournalTree tree,
    DurableEnd durable,
    long lastTimeMicros) {
  /** See {@link dev.evert.log.Log#beforeEnd}. */
  Position beforeEnd(long events) {
    if (events < 0) {
      throw new IllegalArgumentException("A number of events must be at least 0, got " + events);
    }
    long first = registry.firstRetained().ordinal();
    return Position.ofOrdinal(Math.max(first, durable.get() - events));
  }

  /** Tells the registry what the log's own stream says from a position on. */
  void replayRegistrations(Position from) {
    StreamSelection selection = new StreamSelection(List.of(StreamId.REGISTRY));
    try (JournalReader reader =
        new JournalReader(this, () -> false, selection, JournalReader.RANDOM_BYTES)) {
      reader.seek(from);
      while (reader.next()) {
        registry.apply(RegistryEvent.parse(reader.event().key(), reader.event().payload()));
      }
    }
  }
}
