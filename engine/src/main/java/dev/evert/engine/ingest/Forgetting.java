package dev.evert.engine.ingest;

import dev.evert.log.EventBatch;
import dev.evert.log.Log;
import dev.evert.log.LogReader;
import dev.evert.log.Position;
import dev.evert.log.StreamId;
import dev.evert.spi.source.ChangeKind;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/** Makes sources begin again: their own state is removed, by events of the log like any other. */
public final class Forgetting {
  private static final byte[] REMOVED = {(byte) ChangeKind.STATE.code()};

  private final Log log;
  private final InstantSource clock;

  public Forgetting(Log log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * Adds the removal of all state of the sources with these streams to a batch, so that it becomes
   * durable together with what else is there.
   */
  public void forget(List<StreamId> sourceStreams, EventBatch to) {
    for (StreamId stream : sourceStreams) {
      SourceLedger ledger = new SourceLedger();
      try (LogReader reader = log.reader(Position.START, List.of(stream))) {
        while (reader.next()) {
          ledger.apply(reader.event());
        }
      }
      forget(stream, ledger, to);
    }
  }

  private void forget(StreamId stream, SourceLedger ledger, EventBatch to) {
    long micros = clock.instant().toEpochMilli() * 1000;
    ledger.state().keySet().stream()
        .sorted()
        .forEach(name -> to.add(stream, micros, name.getBytes(StandardCharsets.UTF_8), REMOVED));
  }
}
