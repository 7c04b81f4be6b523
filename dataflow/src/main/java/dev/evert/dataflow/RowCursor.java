package dev.evert.dataflow;

/**
 * Goes through rows in the order of their keys. Rows are of one moment, whatever happens meanwhile.
 * One thread at a time, any thread; close it, or the files under it are kept.
 *
 * <p>Key and row are slices of arrays that belong to the cursor: they hold until the next call and
 * are not to be written to.
 */
public interface RowCursor extends AutoCloseable {

  /** Moves to the next row, at first to the first one. False at the end. */
  boolean next();

  /**
   * Moves forward so that {@link #next} finds the first row whose key is greater than the one in
   * {@code key[from, to)}.
   */
  void skipTo(byte[] key, int from, int to);

  /** Holds the key: that of a keyed table or view, or the row itself. */
  byte[] keyBytes();

  /** Where the key starts. */
  int keyFrom();

  /** Where the key ends. */
  int keyTo();

  /** Holds the row. */
  byte[] rowBytes();

  /** Where the row starts. */
  int rowFrom();

  /** Where the row ends. */
  int rowTo();

  /** How often the row is there: 1, except in a table or view without key. */
  long weight();

  @Override
  void close();
}
