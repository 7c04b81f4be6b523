package dev.evert.log;

/** What can go wrong with a log; each {@link LogException} carries one. */
public enum LogError {
  /** Bytes that were acknowledged are damaged. The message names file, offset and position. */
  CORRUPT,
  /** Files were written by a newer version of the log. */
  NEWER_VERSION,
  /** A directory holds files that are not a log's. */
  NOT_A_LOG,
  /** There is no log in the directory and none may be created. */
  NOT_FOUND,
  /** Another process, or another part of this one, has the log open. */
  LOCKED,
  /** The directory or a file in it cannot be written. */
  NOT_WRITABLE,
  /** The file system is full. */
  DISK_FULL,
  /** Another failure of the file system. */
  IO,
  /** An earlier write or sync failed; the log must be opened again. */
  FAILED,
  /** The log or the reader is closed, or the thread was interrupted while it waited. */
  CLOSED,
  /** The log was opened for reading only. */
  READ_ONLY,
  /** A batch holds more bytes than the limit. */
  BATCH_TOO_LARGE,
  /** A batch without events. */
  BATCH_EMPTY,
  /** A stream that the log does not know, or one that only the log itself may write. */
  UNKNOWN_STREAM,
  /** A stream's name or retention contradicts what is registered, or there are too many streams. */
  STREAM_CONFLICT,
  /** The event was removed by retention. */
  NOT_RETAINED,
  /** The position is beyond the last durable event. */
  BEYOND_END,
  /** A text that is not a position, an operation id or a proof. */
  BAD_TOKEN,
  /** The tree does not match a signed tree head, or the signing key does not belong to the log. */
  TREE_MISMATCH
}
