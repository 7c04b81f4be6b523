package dev.evert.dataflow.operator;

import dev.evert.dataflow.RowCursor;
import dev.evert.dataflow.TableInput;
import dev.evert.dataflow.ViewOutput;
import dev.evert.dataflow.WatermarkStatus;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.delta.RowShape;
import dev.evert.dataflow.digest.Digest;
import dev.evert.dataflow.digest.DigestSum;
import dev.evert.dataflow.output.FoundRows;
import dev.evert.dataflow.output.HeldRuns;
import dev.evert.dataflow.output.StoredRows;
import dev.evert.spi.row.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the changes of a table, and shows its rows as they were published last. */
final class TableGate implements TableInput {
  private final TableOperator table;
  private final TableChanges changes;
  private final @Nullable EventTime eventTime;
  private int narrowest;

  /** The watermark before the change that is being taken. */
  private long before = Long.MIN_VALUE;

  private Optional<WatermarkStatus> publishedWatermark = Optional.empty();
  private HeldRuns published = new HeldRuns(List.of());
  private Schema publishedSchema;
  private boolean publishedRagged;
  private long time = ViewOutput.BEGINNING;

  /**
   * The gate of a table.
   *
   * @param narrowest the fewest columns that a row of it has
   */
  TableGate(TableOperator table, int narrowest) {
    this.table = table;
    this.changes = table.changes();
    this.eventTime = table.eventTime();
    this.narrowest = narrowest;
    this.publishedSchema = table.schema();
    if (narrowest < table.schema().width()) {
      table.ragged();
    }
  }

  TableOperator table() {
    return table;
  }

  /** The fewest columns that a row has. */
  int narrowest() {
    return narrowest;
  }

  @Override
  public Schema schema() {
    return table.schema();
  }

  private void expectKeyed(boolean keyed) {
    if (table.schema().keyed() != keyed) {
      throw new IllegalStateException(
          "table " + table.name() + (keyed ? " has no key" : " has a key"));
    }
  }

  @Override
  public void upsert(byte[] bytes, int keyFrom, int keyTo, int rowFrom, int rowTo, long cause) {
    expectKeyed(true);
    if (admits("upsert", bytes, rowFrom, rowTo, true, cause)) {
      add(bytes, keyFrom, keyTo, rowFrom, rowTo, 1, cause);
    }
  }

  /** Whether a change of the row may be made: in a table with a watermark, it is not late. */
  private boolean admits(
      String change, byte[] bytes, int from, int to, boolean advances, long cause) {
    before = watermarkBefore();
    return eventTime == null || eventTime.admits(change, bytes, from, to, advances, cause);
  }

  private long watermarkBefore() {
    return eventTime == null ? Long.MIN_VALUE : eventTime.watermark();
  }

  private void add(
      byte[] bytes, int keyFrom, int keyTo, int rowFrom, int rowTo, int weight, long cause) {
    if (eventTime == null) {
      changes.add(bytes, keyFrom, keyTo, rowFrom, rowTo, weight, cause);
    } else {
      changes.add(bytes, keyFrom, keyTo, rowFrom, rowTo, weight, cause, before);
    }
  }

  @Override
  public void move(
      byte[] bytes,
      int oldKeyFrom,
      int oldKeyTo,
      int keyFrom,
      int keyTo,
      int rowFrom,
      int rowTo,
      long cause) {
    expectKeyed(true);
    if (!admits("upsert", bytes, rowFrom, rowTo, true, cause)) {
      return;
    }
    if (table.isPartial(bytes, rowFrom, rowTo)) {
      changes.partialMove();
    }
    add(bytes, oldKeyFrom, oldKeyTo, oldKeyTo, oldKeyTo, -1, cause);
    add(bytes, keyFrom, keyTo, rowFrom, rowTo, 1, cause);
  }

  @Override
  public void delete(byte[] bytes, int keyFrom, int keyTo, long cause) {
    expectKeyed(true);
    before = watermarkBefore();
    add(bytes, keyFrom, keyTo, keyTo, keyTo, -1, cause);
  }

  @Override
  public void insert(byte[] bytes, int rowFrom, int rowTo, long cause) {
    expectKeyed(false);
    addRow(bytes, rowFrom, rowTo, 1, cause);
  }

  @Override
  public void retract(byte[] bytes, int rowFrom, int rowTo, long cause) {
    expectKeyed(false);
    addRow(bytes, rowFrom, rowTo, -1, cause);
  }

  private void addRow(byte[] bytes, int from, int to, int weight, long cause) {
    if (table.isPartial(bytes, from, to)) {
      table.refuse("unchanged fields in a table without key", bytes, from, to, cause);
    } else if (weight < 0 && eventTime != null && eventTime.isAppendOnly()) {
      table.refuse("a row to take away from what is only added to", bytes, from, to, cause);
    } else if (admits(weight < 0 ? "retract" : "insert", bytes, from, to, weight > 0, cause)) {
      add(bytes, from, to, to, to, weight, cause);
    }
  }

  @Override
  public void truncate(long cause) {
    changes.truncate(cause, watermarkBefore());
  }

  @Override
  public void evolve(Schema wider) {
    Schema present = table.schema();
    boolean extended =
        wider.width() >= present.width()
            && wider.types().subList(0, present.width()).equals(present.types());
    if (!extended || !wider.key().equals(present.key())) {
      throw new IllegalArgumentException(
          "table " + table.name() + " can not change from " + present + " to " + wider);
    }
    if (wider.width() > present.width()) {
      table.evolve(wider);
      narrowest = present.keyed() ? narrowest : wider.width();
    }
  }

  @Override
  public long pendingBytes() {
    return changes.entries().sizeBytes() + (eventTime == null ? 0 : eventTime.pendingBytes());
  }

  /** The rows are now to be seen as they are. */
  synchronized void publish(long upTo) {
    HeldRuns former = published;
    published = new HeldRuns(table.arranged().arrangement().runs());
    former.close();
    publishedSchema = table.schema();
    publishedRagged = table.arranged().shape() != null;
    publishedWatermark = Optional.ofNullable(eventTime).map(EventTime::status);
    time = upTo;
  }

  @Override
  public synchronized Optional<WatermarkStatus> watermark() {
    return publishedWatermark;
  }

  /** Lets go of the rows. */
  synchronized void close() {
    published.close();
  }

  @Override
  public synchronized long time() {
    return time;
  }

  @Override
  public synchronized long rowCount() {
    long sum = 0;
    for (Run run : published.runs()) {
      sum += run.weight();
    }
    return sum;
  }

  @Override
  public synchronized RowCursor rows() {
    RowShape shape = publishedRagged ? new RowShape(publishedSchema) : null;
    return new StoredRows(new HeldRuns(published.runs()), publishedSchema.keyed(), shape);
  }

  @Override
  public synchronized RowCursor lookup(byte[] key, int from, int to) {
    RowShape shape = publishedRagged ? new RowShape(publishedSchema) : null;
    return new FoundRows(new HeldRuns(published.runs()), key, from, to, shape);
  }

  @Override
  public Digest digest() {
    DigestSum sum = new DigestSum();
    try (RowCursor rows = rows()) {
      while (rows.next()) {
        sum.add(rows.rowBytes(), rows.rowFrom(), rows.rowTo(), rows.weight());
      }
    }
    return sum.digest();
  }
}
