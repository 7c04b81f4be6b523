package dev.evert.engine.database;

import dev.evert.engine.LogFailures;
import dev.evert.engine.ingest.EventEncoder;
import dev.evert.log.Log;
import dev.evert.log.StreamId;
import dev.evert.spi.source.ChangeKind;
import dev.evert.spi.source.SourceBatch;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * Writes the changes that one statement makes to one table, as one transaction of the log. What was
 * written in part takes effect with {@link #commit}, or never. One thread.
 */
final class ChangeWriter {
  private final Log log;
  private final EventEncoder encoder;
  private final SourceBatch batch = new SourceBatch();
  private long count;

  /**
   * Begins a transaction.
   *
   * @param operation its operation id
   */
  ChangeWriter(Log log, StreamId stream, UUID operation, InstantSource clock) {
    this.log = log;
    this.encoder = new EventEncoder(stream, List.of(stream));
    batch.transaction(operation, clock.instant().toEpochMilli() * 1000);
  }

  /** A row is there from now on; with a key if the table has one. */
  void put(byte[] bytes, int from, int to, byte[] key, int keyLength) {
    makeRoom();
    batch.begin(keyLength == 0 ? ChangeKind.INSERT : ChangeKind.UPSERT, 0);
    batch.writer().putEncoded(bytes, from, to - from);
    batch.endRow();
    batch.writer().putEncoded(key, 0, keyLength);
    end();
  }

  /** The row with a key is gone. */
  void remove(byte[] key, int keyLength) {
    makeRoom();
    batch.begin(ChangeKind.DELETE, 0);
    batch.endRow();
    batch.writer().putEncoded(key, 0, keyLength);
    end();
  }

  /** A row of a table without key is gone. */
  void retract(byte[] bytes, int from, int to) {
    makeRoom();
    batch.begin(ChangeKind.RETRACT, 0);
    batch.writer().putEncoded(bytes, from, to - from);
    batch.endRow();
    end();
  }

  private void end() {
    batch.end();
    count++;
  }

  /** Appends what there is if it is much; the transaction goes on. */
  private void makeRoom() {
    if (batch.sizeBytes() < SourceBatch.SUGGESTED_BYTES) {
      return;
    }
    try {
      var _ = log.append(encoder.encode(batch));
    } catch (RuntimeException e) {
      throw LogFailures.translate(e);
    }
    batch.reset();
  }

  /** The number of changes so far. */
  long count() {
    return count;
  }

  /**
   * Ends the transaction, which has at least one change.
   *
   * @return the position after it, when it is durable
   */
  long commit() {
    batch.endTransaction();
    try {
      return log.append(encoder.encode(batch)).join().end().version();
    } catch (RuntimeException e) {
      throw LogFailures.translate(e);
    }
  }
}
