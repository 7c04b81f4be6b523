package dev.evert.dataflow;

import java.util.List;

/** Rows by some of their columns: an arrangement that can be asked. May be used on any thread. */
public interface IndexOutput {
  /** The index's name. */
  String name();

  /** The columns that it is by, as indexes into the rows' schema. */
  List<Integer> columns();

  /** The time of the last publication: what {@link #lookup} is about. */
  long time();

  /**
   * The rows whose columns are these, at {@link #time}; none where one of them is null.
   *
   * @param key holds the columns' values, in {@link dev.evert.spi.row.KeyFormat}
   */
  RowCursor lookup(byte[] key, int from, int to);
}
