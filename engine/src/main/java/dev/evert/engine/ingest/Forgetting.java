package dev.evert.engine.ingest;

import dev.evert.engine.LogFailures;
import dev.evert.log.Log;
import dev.evert.log.LogReader;
import dev.evert.log.Position;
import dev.evert.log.StreamId;
import dev.evert.spi.source.SourceBatch;
import java.util.List;

/** Makes sources begin again: their own state is removed, by events of the log like any other. */
public final class Forgetting {
  private final Log log;

  public Forgetting(Log log) {
    this.log = log;
  }

  /** Removes all state of the sources with these streams; returns when that is durable. */
  public void forget(List<StreamId> sourceStreams) {
    for (StreamId stream : sourceStreams) {
      SourceLedger ledger = new SourceLedger();
      try (LogReader reader = log.reader(Position.START, List.of(stream))) {
        while (reader.next()) {
          ledger.apply(reader.event());
        }
      }
      forget(stream, ledger);
    }
  }

  private void forget(StreamId stream, SourceLedger ledger) {
    SourceBatch batch = new SourceBatch();
    ledger.state().keySet().stream().sorted().forEach(batch::clearState);
    if (batch.isEmpty()) {
      return;
    }
    try {
      log.append(new EventEncoder(stream, List.of()).encode(batch)).join();
    } catch (RuntimeException e) {
      throw LogFailures.translate(e);
    }
  }
}
