package dev.evert.dataflow;

import dev.evert.spi.row.RowWriter;

/** Makes any number of rows of one row. Deterministic; one thread. */
@FunctionalInterface
public interface RowsFunction {

  /**
   * Makes rows of the row in {@code bytes[from, to)}.
   *
   * @throws dev.evert.spi.error.EvertException if the row can not be evaluated: none of its rows
   *     counts then
   */
  void apply(byte[] bytes, int from, int to, Rows out);

  /** Takes the rows. */
  interface Rows {

    /** Where the next row is written. */
    RowWriter writer();

    /** Ends the row that was written. */
    void end();
  }
}
