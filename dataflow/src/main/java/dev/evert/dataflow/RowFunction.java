package dev.evert.dataflow;

import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;

/**
 * Makes a row or a key out of a row. Deterministic: the same row always gives the same bytes or the
 * same failure. An instance is used by one thread at a time.
 */
@FunctionalInterface
public interface RowFunction {

  /**
   * Appends what the row in {@code bytes[from, to)} gives to {@code out}.
   *
   * @throws EvertException if the row can not be evaluated: it goes to {@link Errors} and no
   *     further; what was appended before is dropped
   */
  void apply(byte[] bytes, int from, int to, RowWriter out);
}
