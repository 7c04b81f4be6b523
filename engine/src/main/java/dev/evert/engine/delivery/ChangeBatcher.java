package dev.evert.engine.delivery;

import dev.evert.dataflow.ChangeCursor;
import dev.evert.engine.EngineLimits;
import dev.evert.log.Log;
import dev.evert.log.Position;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cuts a view's changes between two times into batches for a sink. One thread at a time. */
public final class ChangeBatcher implements AutoCloseable {
  /** How much larger a batch gets at most where keys differ too late to cut between them. */
  private static final int MOST_UNCUT = 64;

  private final OperationLookup operations;
  private final EngineLimits limits;
  private DeliveryToken from = DeliveryToken.whole(Lineage.UNKNOWN, 0, 0);
  private @Nullable ChangeCursor changes;
  private boolean more;
  private int batches;

  /** Looks operation ids up in this log. */
  public ChangeBatcher(Log log, EngineLimits limits) {
    this.operations = new OperationLookup(log);
    this.limits = limits;
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
    List<Raw> batch = new ArrayList<>();
    Optional<byte[]> cut = Optional.empty();
    long bytes = 0;
    while (more && cut.isEmpty()) {
      Raw change = Raw.at(cursor);
      batch.add(change);
      bytes += change.sizeBytes();
      more = cursor.next();
      if (more && (batch.size() >= limits.batchChanges() || bytes >= limits.batchBytes())) {
        cut = CutKey.between(change.key(), cursor.keyBytes(), cursor.keyFrom(), cursor.keyTo());
        checkCut(cut, bytes);
      }
    }
    return new SinkBatch(changes(batch), reached(cut).progress(batches++));
  }

  private void checkCut(Optional<byte[]> cut, long bytes) {
    long most = (long) MOST_UNCUT * limits.batchBytes();
    if (cut.isEmpty() && bytes > most) {
      throw new EvertException(
          ErrorCode.LIMIT_EXCEEDED,
          "rows of more than %d bytes that are the same in these: more than %d of them in one batch"
              .formatted(CutKey.MAX_BYTES, most));
    }
  }

  private DeliveryToken reached(Optional<byte[]> cut) {
    if (cut.isPresent()) {
      return from.after(cut.get());
    }
    changes = null;
    return from.arrived();
  }

  private List<SinkChange> changes(List<Raw> batch) {
    long[] causes = batch.stream().mapToLong(Raw::cause).toArray();
    @Nullable UUID[] found = operations.find(causes);
    List<SinkChange> changes = new ArrayList<>(batch.size());
    for (int i = 0; i < causes.length; i++) {
      changes.add(change(batch.get(i), found[i]));
    }
    return changes;
  }

  private SinkChange change(Raw raw, @Nullable UUID operation) {
    long position = raw.cause() < 0 ? from.to() : raw.cause();
    return new SinkChange(
        raw.key(),
        raw.before(),
        raw.after(),
        from.version(),
        Position.ofOrdinal(position).token(),
        operation);
  }

  /**
   * A change as the view gives it.
   *
   * @param cause negative where it is not known
   */
  private record Raw(byte[] key, byte @Nullable [] before, byte @Nullable [] after, long cause) {

    static Raw at(ChangeCursor cursor) {
      byte[] key = Arrays.copyOfRange(cursor.keyBytes(), cursor.keyFrom(), cursor.keyTo());
      return new Raw(
          key, ChangeBatcher.before(cursor), ChangeBatcher.after(cursor), cursor.cause());
    }

    int sizeBytes() {
      return key.length + (before == null ? 0 : before.length) + (after == null ? 0 : after.length);
    }
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

  /** Lets go of the log. */
  @Override
  public void close() {
    operations.close();
  }
}
