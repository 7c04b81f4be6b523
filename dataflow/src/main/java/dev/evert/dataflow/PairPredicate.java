package dev.evert.dataflow;

import dev.evert.spi.error.EvertException;

/** Says of two rows with equal keys whether a join wants the pair. Deterministic; one thread. */
@FunctionalInterface
public interface PairPredicate {

  /**
   * Whether the condition is true of the two rows.
   *
   * @throws EvertException if the pair can not be evaluated: it goes to {@link Errors} and does not
   *     match
   */
  boolean test(byte[] left, int leftFrom, int leftTo, byte[] right, int rightFrom, int rightTo);
}
