package dev.evert.engine.ingest;

import dev.evert.log.EventBatch;
import dev.evert.log.OperationId;
import dev.evert.log.StreamId;
import dev.evert.spi.row.BigEndian;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.source.ChangeKind;
import dev.evert.spi.source.SourceBatch;
import java.util.List;

/** Turns a source's batch into events of the log. One thread at a time. */
public final class EventEncoder {
  private final StreamId sourceStream;
  private final List<StreamId> tableStreams;
  private final EventBatch events = new EventBatch();
  private final RowWriter payload = new RowWriter();

  /**
   * An encoder for a source.
   *
   * @param sourceStream takes what concerns the source as a whole
   * @param tableStreams one for each table, by the table's number
   */
  public EventEncoder(StreamId sourceStream, List<StreamId> tableStreams) {
    this.sourceStream = sourceStream;
    this.tableStreams = List.copyOf(tableStreams);
  }

  /** The events of the batch, until the next call. */
  public EventBatch encode(SourceBatch batch) {
    events.clear();
    int unfinished = firstUnfinished(batch);
    boolean follows = batch.continuesTransaction();
    for (int i = 0; i < batch.size(); i++) {
      boolean inside = batch.insideTransaction(i);
      boolean last = batch.lastOfTransaction(i);
      int mark = batch.kind(i).code();
      if (inside) {
        mark |= EventFormat.INSIDE;
        mark |= last ? 0 : EventFormat.MORE;
        mark |= i >= unfinished ? EventFormat.PARTIAL : 0;
        mark |= follows ? EventFormat.FOLLOWS : 0;
        follows = !last;
      }
      add(batch, i, mark);
    }
    return events;
  }

  /** The first change of a transaction that is still open at the batch's end, or the size. */
  private static int firstUnfinished(SourceBatch batch) {
    int i = batch.size();
    if (batch.transactionOpen()) {
      while (i > 0 && !batch.lastOfTransaction(i - 1)) {
        i--;
      }
    }
    return i;
  }

  private void add(SourceBatch batch, int i, int mark) {
    byte[] bytes = batch.bytes();
    int row = batch.rowStart(i);
    int key = batch.rowEnd(i);
    int oldKey = batch.keyEnd(i);
    payload.reset();
    payload.buffer()[payload.reserve(1)] = (byte) mark;
    if (batch.kind(i) == ChangeKind.MOVE) {
      int length = batch.end(i) - oldKey;
      int at = payload.reserve(Integer.BYTES);
      BigEndian.putInt(payload.buffer(), at, length);
      payload.putEncoded(bytes, oldKey, length);
    }
    payload.putEncoded(bytes, row, key - row);
    if ((batch.operationHigh(i) | batch.operationLow(i)) != 0) {
      events.withOperationId(new OperationId(batch.operationHigh(i), batch.operationLow(i)));
    }
    events.add(
        stream(batch, i),
        batch.timeMicros(i),
        bytes,
        key,
        oldKey - key,
        payload.buffer(),
        0,
        payload.size());
  }

  private StreamId stream(SourceBatch batch, int i) {
    return switch (batch.kind(i)) {
      case UPSERT, MOVE, DELETE, INSERT, RETRACT, TRUNCATE, SCHEMA, RESET ->
          tableStreams.get(batch.table(i));
      case COMPLETE, END, STATE -> sourceStream;
    };
  }
}
