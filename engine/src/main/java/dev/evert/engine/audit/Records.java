package dev.evert.engine.audit;

/** A set of records that can be gone through more than once, each time the same. */
@FunctionalInterface
interface Records {

  /** Goes through all records, in any order. */
  void scan(Visitor visitor) throws InterruptedException;

  /** Takes a record. */
  @FunctionalInterface
  interface Visitor {
    /** Takes a record that is there {@code weight} times; the arrays hold during the call. */
    void record(byte[] key, int keyFrom, int keyTo, byte[] content, int from, int to, long weight);
  }
}
