package dev.evert.log;

import java.util.Optional;

/** Whether a log takes appends. */
public sealed interface LogState {
  /**
   * Appends and reads are served.
   *
   * @param hindrance why something that the log does beside does not go on: index files of full
   *     segments, files of operations, removing what is older than its stream's retention. Nothing
   *     is lost by it, but the log takes more memory and disk than it should. It is tried again,
   *     ever more seldom; a damaged segment, which retention passes over, stays here until the log
   *     is opened again
   */
  record Open(Optional<LogException> hindrance) implements LogState {}

  /** Opened for reading only. */
  record ReadOnly() implements LogState {}

  /**
   * A write or a sync failed, so what is on disk is not known. Durable events can still be read;
   * appends are refused until the log is opened again, which finds out what is really there.
   *
   * @param cause the failure
   */
  record Failed(LogException cause) implements LogState {}

  /** Closed. */
  record Closed() implements LogState {}
}
