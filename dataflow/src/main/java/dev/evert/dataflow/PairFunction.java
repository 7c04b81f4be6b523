package dev.evert.dataflow;

import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;

/** Makes a row out of the two rows that a join brings together. Deterministic; one thread. */
@FunctionalInterface
public interface PairFunction {

  /**
   * Appends what {@code left[leftFrom, leftTo)} and {@code right[rightFrom, rightTo)} give to
   * {@code out}. An unmatched row of a left join has a right row of length 0.
   *
   * @throws EvertException if the pair can not be evaluated: it goes to {@link Errors}
   */
  void apply(
      byte[] left,
      int leftFrom,
      int leftTo,
      byte[] right,
      int rightFrom,
      int rightTo,
      RowWriter out);
}
