package dev.evert.log.operations;

/**
 * Goes through operations in the order of {@link OperationOrder}. Stands before the first one at
 * first.
 */
interface OperationCursor {
  /** Moves on; false at the end. */
  boolean next();

  long high();

  long low();

  /** The position of the batch's first event. */
  long first();

  /** The number of the batch's events. */
  int events();
}
