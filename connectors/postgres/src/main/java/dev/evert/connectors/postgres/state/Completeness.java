package dev.evert.connectors.postgres.state;

import dev.evert.spi.row.BigEndian;
import dev.evert.spi.source.SourceBatch;
import java.util.Map;

/**
 * The place in the log from which on the tables are complete. Kept under the name {@code bound} as
 * an int8, and under {@code complete} once the stream has passed it.
 *
 * <p>Rows that were copied in different moments agree with each other only when the stream has
 * passed the last of these moments. Belongs to the thread that runs the source.
 */
public final class Completeness {
  private static final String BOUND = "bound";
  private static final String COMPLETE = "complete";

  private final int tables;
  private boolean complete;
  private long bound;

  /**
   * Takes up what the source's state says.
   *
   * @param tables the number of tables
   */
  public Completeness(Map<String, byte[]> state, int tables) {
    this.tables = tables;
    complete = state.containsKey(COMPLETE);
    byte[] value = state.get(BOUND);
    bound = value == null ? 0 : BigEndian.getLong(value, 0);
  }

  /** Whether the tables were declared complete. */
  public boolean complete() {
    return complete;
  }

  /** The place from which on they are; later moments may raise it. */
  public long bound() {
    return bound;
  }

  /** Rows were read as they are at {@code lsn} or before. */
  public void raise(long lsn, SourceBatch batch) {
    if (Long.compareUnsigned(lsn, bound) > 0) {
      bound = lsn;
      restate(batch);
    }
  }

  /** States the bound again, as the batch that stated it last may never have been appended. */
  public void restate(SourceBatch batch) {
    if (!complete && bound != 0) {
      byte[] value = new byte[Long.BYTES];
      BigEndian.putLong(value, 0, bound);
      batch.state(BOUND, value);
    }
  }

  /** Whether the tables are to be declared complete when all before {@code upTo} is appended. */
  public boolean isDue(long upTo) {
    return !complete && Long.compareUnsigned(upTo, bound) >= 0;
  }

  /** Remembers that the tables are complete, and forgets how they were copied. */
  public void declare(SourceBatch batch) {
    complete = true;
    batch.state(COMPLETE, new byte[] {1});
    batch.clearState(BOUND);
    for (int i = 0; i < tables; i++) {
      batch.clearState(TablePlan.name(i));
      batch.clearState(TableCopied.name(i));
    }
  }
}
