package dev.evert.spi.source;

import java.util.Map;

/** The tables of a source at one moment. Closing it frees the outside system. */
public interface SourceSnapshot extends AutoCloseable {

  /**
   * Whether the moment is passed, given the source's state at some position: true if every change
   * that the snapshot holds is at or before that position.
   */
  boolean reached(Map<String, byte[]> state);

  /**
   * Whether the state holds changes that the snapshot does not: the position is then too late to be
   * compared, and a new snapshot is needed.
   */
  boolean passed(Map<String, byte[]> state);

  /** Reads all rows of a table, in any order. */
  void scan(int table, RowVisitor visitor) throws InterruptedException;

  @Override
  void close();

  /** Takes a row, laid out by the table's schema; the bytes are valid during the call. */
  @FunctionalInterface
  interface RowVisitor {
    /** Takes the row in {@code bytes[from, to)}. */
    void row(byte[] bytes, int from, int to);
  }
}
