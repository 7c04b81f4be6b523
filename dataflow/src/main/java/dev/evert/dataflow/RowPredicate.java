package dev.evert.dataflow;

import dev.evert.spi.error.EvertException;

/** Says of a row whether it is wanted. Deterministic; used by one thread at a time. */
@FunctionalInterface
public interface RowPredicate {

  /**
   * Whether the condition is true, not false or unknown, of the row in {@code bytes[from, to)}.
   *
   * @throws EvertException if the row can not be evaluated: it goes to {@link Errors}
   */
  boolean test(byte[] bytes, int from, int to);
}
