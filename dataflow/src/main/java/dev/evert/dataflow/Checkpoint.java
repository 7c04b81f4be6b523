package dev.evert.dataflow;

import dev.evert.spi.error.EvertException;

/**
 * The state of a circuit at one moment, on its way to disk. It holds on to the state's files until
 * it is closed. One thread, any: the circuit goes on meanwhile.
 */
public interface Checkpoint extends AutoCloseable {

  /** The time of the state. */
  long time();

  /**
   * Writes what is not on disk, then the manifest, each durably. On return a restart begins here;
   * before, it begins at the checkpoint before this one.
   *
   * @throws EvertException DISK_FULL, READ_ONLY or IO_FAILED: the earlier checkpoint still holds
   */
  void commit();

  /** The bytes that {@link #commit} has written. */
  long writtenBytes();

  @Override
  void close();
}
