package dev.evert.connectors.postgres.stream;

import dev.evert.connectors.postgres.connect.Lsn;
import dev.evert.connectors.postgres.state.Completeness;
import dev.evert.connectors.postgres.state.Position;
import dev.evert.spi.row.Schema;
import dev.evert.spi.row.SchemaFormat;
import dev.evert.spi.source.ChangeKind;
import dev.evert.spi.source.SourceBatch;
import dev.evert.spi.source.SourceFeed;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Gathers transactions into batches and appends them with the position that they lead to. Belongs
 * to the stream's thread.
 */
final class Appender {
  private static final long BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long IDLE_STATE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final SourceFeed feed;
  private final AuditGate gate;
  private final Confirmations confirmations;
  private final Operations operations;
  private final Completeness completeness;
  private final Map<Integer, Schema> schemas = new TreeMap<>();
  private SourceBatch batch = new SourceBatch();
  private long applied;
  private long upTo;
  private long statedApplied;
  private long statedUpTo;
  private long statedNanos = System.nanoTime();
  private long batchNanos;
  private boolean inTransaction;
  private long commitLsn;
  private long commitMicros;
  private volatile long readUpTo;
  private volatile long lastCommitMicros;
  private long operationHigh;
  private long operationLow;

  Appender(
      SourceFeed feed,
      Position position,
      AuditGate gate,
      Confirmations confirmations,
      Operations operations,
      Completeness completeness) {
    this.feed = feed;
    this.gate = gate;
    this.confirmations = confirmations;
    this.operations = operations;
    this.completeness = completeness;
    this.applied = position.applied();
    this.upTo = position.upTo();
    this.statedApplied = applied;
    this.statedUpTo = upTo;
    this.readUpTo = upTo;
  }

  /** Up to where everything is appended, for any thread. */
  long appendedUpTo() {
    return readUpTo;
  }

  /** When the last transaction was committed, in microseconds since 1970, for any thread. */
  long lastCommitMicros() {
    return lastCommitMicros;
  }

  /** Where the present transaction's commit stands. */
  long commitLsn() {
    return commitLsn;
  }

  /**
   * Forgets what is gathered and not appended, as the stream starts anew from what is; but for
   * schemas, which are told only once.
   */
  long restart() {
    batch = new SourceBatch();
    schemas.forEach((table, schema) -> batch.schema(table, SchemaFormat.toBytes(schema)));
    completeness.restate(batch);
    inTransaction = false;
    applied = statedApplied;
    upTo = statedUpTo;
    return upTo;
  }

  /** A transaction follows. */
  void begin(long lsn, long micros) throws InterruptedException {
    gate.begin(lsn);
    upTo = Lsn.later(upTo, lsn);
    arrived();
    inTransaction = true;
    commitLsn = lsn;
    commitMicros = micros;
    operationHigh = operations.high(lsn);
    operationLow = operations.low(lsn);
  }

  /** The present transaction has this operation id. */
  void operation(long high, long low) {
    operationHigh = high;
    operationLow = low;
    if (batch.transactionOpen()) {
      batch.operation(high, low);
    }
  }

  /** The batch for the next change of the present transaction. */
  SourceBatch change() throws InterruptedException {
    if (batch.sizeBytes() >= SourceBatch.SUGGESTED_BYTES) {
      append();
    }
    if (batch.isEmpty()) {
      batchNanos = System.nanoTime();
    }
    if (!batch.transactionOpen()) {
      batch.transaction(operationHigh, operationLow, commitMicros);
    }
    return batch;
  }

  /** A table has this schema from here on. */
  void schema(int table, Schema schema) {
    batch.schema(table, SchemaFormat.toBytes(schema));
    schemas.put(table, schema);
  }

  /** The present transaction ends; the next one's commit stands at {@code endLsn} or later. */
  void commit(long endLsn) throws InterruptedException {
    if (batch.transactionOpen()) {
      batch.endTransaction();
      applied = commitLsn;
    }
    inTransaction = false;
    upTo = Lsn.later(upTo, endLsn);
    arrived();
    boolean full = batch.sizeBytes() >= SourceBatch.SUGGESTED_BYTES;
    if (full || (!batch.isEmpty() && System.nanoTime() - batchNanos > BATCH_NANOS)) {
      flush();
    }
  }

  /** The server has read its log up to {@code lsn} and found nothing more to tell. */
  void idle(long lsn) throws InterruptedException {
    if (inTransaction) {
      return;
    }
    upTo = Lsn.later(upTo, lsn);
    readUpTo = upTo;
    arrived();
    if (statedUpTo != upTo && System.nanoTime() - statedNanos > IDLE_STATE_NANOS) {
      append();
    }
  }

  /**
   * Appends what is gathered, if anything is. A transaction that is open is waited for: its last
   * change must be in the batch that closes it.
   */
  void flush() throws InterruptedException {
    if (!batch.isEmpty() && !batch.transactionOpen()) {
      append();
    }
  }

  /** Does what is due at certain places: a state for an audit, or all tables being complete. */
  private void arrived() throws InterruptedException {
    long mark = gate.marked();
    if (mark != 0 && !Lsn.isBefore(upTo, mark)) {
      append();
      gate.stated(mark);
    }
    if (completeness.isDue(upTo)) {
      flush();
      batch.control(ChangeKind.COMPLETE, 0);
      completeness.declare(batch);
      append();
    }
  }

  private void append() throws InterruptedException {
    if (applied != statedApplied || upTo != statedUpTo) {
      batch.state(Position.NAME, new Position(applied, upTo).toBytes());
    }
    if (batch.isEmpty()) {
      return;
    }
    long stating = upTo;
    long number = feed.append(batch);
    batch.reset();
    schemas.clear();
    statedApplied = applied;
    statedUpTo = stating;
    statedNanos = System.nanoTime();
    readUpTo = stating;
    lastCommitMicros = commitMicros;
    confirmations.appended(number, stating);
  }
}
