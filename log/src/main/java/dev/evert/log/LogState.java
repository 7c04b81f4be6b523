package dev.evert.log;

/** Whether a log takes appends. */
public sealed interface LogState {
  /** Appends and reads are served. */
  record Open() implements LogState {}

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
