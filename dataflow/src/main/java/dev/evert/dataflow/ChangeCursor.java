package dev.evert.dataflow;

/**
 * Goes through the net changes of a view between two times: one for each key that differs, in the
 * order of keys. Streams, however many there are. One thread at a time, any thread; close it, or
 * the files under it are kept.
 *
 * <p>In a view without key, a row's key is the row followed by an int8 that numbers equal rows from
 * 0, in {@link dev.evert.spi.row.RowFormat}; such keys are only ever inserted and deleted.
 *
 * <p>Key and rows are slices of arrays that belong to the cursor: they hold until the next call and
 * are not to be written to.
 */
public interface ChangeCursor extends AutoCloseable {
  /** The cause of a change that is read from a view's rows, not from its changes. */
  long UNKNOWN_CAUSE = Long.MIN_VALUE;

  /** Moves to the next change, at first to the first one. False at the end. */
  boolean next();

  /** Holds the key: the fields of the schema's key in {@link dev.evert.spi.row.KeyFormat}. */
  byte[] keyBytes();

  /** Where the key starts. */
  int keyFrom();

  /** Where the key ends. */
  int keyTo();

  /** Whether there was a row with the key. */
  boolean hasBefore();

  /** Holds the row that was there. */
  byte[] beforeBytes();

  /** Where the row that was there starts. */
  int beforeFrom();

  /** Where the row that was there ends. */
  int beforeTo();

  /** Whether there is a row with the key now. */
  boolean hasAfter();

  /** Holds the row that is there now. */
  byte[] afterBytes();

  /** Where the row that is there now starts. */
  int afterFrom();

  /** Where the row that is there now ends. */
  int afterTo();

  /** The latest cause that contributed to the change, or {@link #UNKNOWN_CAUSE}. */
  long cause();

  @Override
  void close();
}
