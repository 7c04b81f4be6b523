package dev.evert.engine.ingest;

/** Keeps records that could not be read as rows, and counts them. Safe for several threads. */
@FunctionalInterface
public interface Rejects {

  /**
   * Sets a record aside.
   *
   * @param where e.g. file and line
   */
  void reject(String where, String reason, byte[] record);
}
