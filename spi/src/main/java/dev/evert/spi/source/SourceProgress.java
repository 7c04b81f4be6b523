package dev.evert.spi.source;

import java.util.OptionalLong;

/** What a source is doing. */
public sealed interface SourceProgress {

  /**
   * Copying the rows that are there.
   *
   * @param rows copied so far, by this run and those before it
   * @param expectedRows the outside system's estimate, if it has one
   */
  record Snapshot(String table, long rows, OptionalLong expectedRows) implements SourceProgress {}

  /**
   * Following changes.
   *
   * @param lagBytes how much of the outside system's own log is not yet read
   * @param retainedBytes how much of it is kept because of this source
   * @param committedMicros when the last change was committed there, in microseconds since 1970
   * @param at the place in the outside system's log, as people there write it
   */
  record Streaming(long lagBytes, long retainedBytes, long committedMicros, String at)
      implements SourceProgress {}

  /** Waiting to connect again after a failure. */
  record Reconnecting(String reason, long waitMillis) implements SourceProgress {}

  /** Waiting for something in the outside system that ends by itself, e.g. an open transaction. */
  record Waiting(String reason) implements SourceProgress {}
}
