package dev.evert.engine.delivery;

import dev.evert.dataflow.ChangeCursor;
import dev.evert.log.EventView;
import dev.evert.log.Log;
import dev.evert.log.LogException;
import dev.evert.log.Position;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cuts a view's changes between two times into batches for a sink. One thread at a time. */
public final class ChangeBatcher {
  /** The most changes of a batch. */
  public static final int MAX_CHANGES = 5_000;

  /** A batch ends with the change that takes it beyond this many bytes. */
  public static final int MAX_BYTES = 4 << 20;

  private final Log log;
  private DeliveryToken from = DeliveryToken.whole(0, 0);
  private @Nullable ChangeCursor changes;
  private boolean more;
  private int batches;
  private long causeOfOperation = -1;
  private @Nullable UUID operation;

  /** Looks operation ids up in this log. */
  public ChangeBatcher(Log log) {
    this.log = log;
  }

  /**
   * Begins to cut the changes that a cursor stands before.
   *
   * @param firstBatch the number of the first batch: not 0 where an earlier run wrote some of them
   */
  public void begin(DeliveryToken token, int firstBatch, ChangeCursor cursor) {
    from = token;
    changes = cursor;
    more = cursor.next();
    batches = firstBatch;
  }

  /** Whether the last batch was returned: there is always one, if only to tell the progress. */
  public boolean done() {
    return changes == null;
  }

  /** The next batch. */
  public SinkBatch next() {
    ChangeCursor cursor = changes;
    if (cursor == null) {
      throw new IllegalStateException("no changes are left");
    }
    List<SinkChange> batch = new ArrayList<>();
    int bytes = 0;
    byte[] lastKey = new byte[0];
    while (more && batch.size() < MAX_CHANGES && bytes < MAX_BYTES) {
      SinkChange change = change(cursor);
      batch.add(change);
      bytes += size(change);
      lastKey = change.key();
      more = cursor.next();
    }
    return new SinkBatch(batch, reached(lastKey).progress(batches++));
  }

  private DeliveryToken reached(byte[] lastKey) {
    if (more) {
      return from.after(lastKey);
    }
    changes = null;
    return from.arrived();
  }

  private static int size(SinkChange change) {
    byte[] before = change.before();
    byte[] after = change.after();
    return change.key().length
        + (before == null ? 0 : before.length)
        + (after == null ? 0 : after.length);
  }

  private SinkChange change(ChangeCursor cursor) {
    boolean known = cursor.cause() != ChangeCursor.UNKNOWN_CAUSE;
    long cause = known ? cursor.cause() : from.to();
    return new SinkChange(
        Arrays.copyOfRange(cursor.keyBytes(), cursor.keyFrom(), cursor.keyTo()),
        before(cursor),
        after(cursor),
        DeliveryToken.version(from.to()),
        Position.ofOrdinal(cause).token(),
        known ? operation(cause) : null);
  }

  private static byte @Nullable [] before(ChangeCursor cursor) {
    return cursor.hasBefore()
        ? Arrays.copyOfRange(cursor.beforeBytes(), cursor.beforeFrom(), cursor.beforeTo())
        : null;
  }

  private static byte @Nullable [] after(ChangeCursor cursor) {
    return cursor.hasAfter()
        ? Arrays.copyOfRange(cursor.afterBytes(), cursor.afterFrom(), cursor.afterTo())
        : null;
  }

  /** The operation id of the event at a position; events of one transaction come together. */
  private @Nullable UUID operation(long cause) {
    if (cause != causeOfOperation) {
      operation = lookUp(cause);
      causeOfOperation = cause;
    }
    return operation;
  }

  private @Nullable UUID lookUp(long cause) {
    try {
      EventView event = log.event(Position.ofOrdinal(cause));
      return event.hasOperationId() ? new UUID(event.operationHigh(), event.operationLow()) : null;
    } catch (LogException e) {
      return null; // removed by retention: the change itself is still right
    }
  }
}
