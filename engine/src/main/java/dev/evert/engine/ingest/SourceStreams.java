package dev.evert.engine.ingest;

import dev.evert.engine.LogFailures;
import dev.evert.engine.pipe.Generation;
import dev.evert.engine.pipe.Generation.Beginning;
import dev.evert.log.Log;
import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogReader;
import dev.evert.log.Position;
import dev.evert.log.StreamId;
import dev.evert.spi.source.ChangeKind;
import dev.evert.spi.source.SourceBatch;
import java.util.List;

/**
 * The streams of a log that one source feeds.
 *
 * @param source takes what concerns the source as a whole
 * @param tables one for each of the source's tables
 * @param generation of the view that is derived from them
 */
public record SourceStreams(
    Log log, StreamId source, List<StreamId> tables, Generation generation) {

  public SourceStreams {
    tables = List.copyOf(tables);
  }

  EventEncoder encoder() {
    return new EventEncoder(source, tables);
  }

  /**
   * Empties the tables if they may hold rows, for a source that knows nothing of them: it will copy
   * all of them, and what it does not come upon then must not stay. Returns when that is durable.
   */
  void resetTables() {
    if (!mayHoldRows()) {
      return;
    }
    SourceBatch batch = new SourceBatch();
    for (int table = 0; table < tables.size(); table++) {
      batch.control(ChangeKind.RESET, table);
    }
    try {
      log.append(encoder().encode(batch)).join();
    } catch (RuntimeException e) {
      throw LogFailures.translate(e);
    }
  }

  private boolean mayHoldRows() {
    if (generation.beginning() == Beginning.TABLES) {
      return true;
    }
    try (LogReader reader = log.reader(Position.ofOrdinal(generation.from()), tables)) {
      return reader.next();
    } catch (LogException e) {
      if (e.error() == LogError.NOT_RETAINED) {
        return true;
      }
      throw LogFailures.translate(e);
    }
  }
}
