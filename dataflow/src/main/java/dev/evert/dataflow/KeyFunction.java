package dev.evert.dataflow;

import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;

/**
 * Makes the key that a row is joined by. Deterministic; used by one thread at a time.
 *
 * <p>Keys of one join are prefix-free: no key is the beginning of another. Fields in {@link
 * dev.evert.spi.row.KeyFormat}, always of the same types, are so by themselves.
 */
@FunctionalInterface
public interface KeyFunction {

  /**
   * Appends the key of the row in {@code bytes[from, to)} to {@code out}.
   *
   * @return whether the row can match at all: false where the key holds a null and nulls do not
   *     match each other; what was appended is dropped then
   * @throws EvertException if the row can not be evaluated: it goes to {@link Errors}
   */
  boolean apply(byte[] bytes, int from, int to, RowWriter out);
}
