package dev.evert.spi.sink;

/**
 * Compares what a store holds with what it should hold. A store may keep less than a row says (a
 * search index knows no difference between 1.0 and 1.00): both sides are reduced to the same
 * content bytes, and the contents are compared.
 */
public interface SinkAudit {

  /** The content that the store gives back for this row, when it is right. */
  byte[] expected(byte[] row);

  /** Reads all that the store holds, in any order. */
  void scan(Visitor visitor) throws InterruptedException;

  /** Takes the records of a store. */
  @FunctionalInterface
  interface Visitor {
    /** Takes a record: its key as in {@link SinkChange#key}, and its content. */
    void record(byte[] key, byte[] content);
  }
}
