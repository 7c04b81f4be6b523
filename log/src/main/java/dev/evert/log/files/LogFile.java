package dev.evert.log.files;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * An open file. Reads and writes name their offset, so several threads may read while one writes.
 */
public interface LogFile extends AutoCloseable {
  /** The file's name within its directory. */
  String name();

  /**
   * Reads some bytes.
   *
   * @return how many, or -1 at the end of the file
   * @throws IOException if the file system fails
   */
  int read(ByteBuffer destination, long offset) throws IOException;

  /**
   * Writes some bytes, perhaps not all that remain in the source.
   *
   * @return how many
   * @throws IOException if the file system fails; then any part may have been written
   */
  int write(ByteBuffer source, long offset) throws IOException;

  /**
   * Makes what was written durable. After a failure nobody knows what is on disk, and trying again
   * proves nothing.
   *
   * @throws IOException if the file system fails
   */
  void force() throws IOException;

  /**
   * The size in bytes.
   *
   * @throws IOException if the file system fails
   */
  long size() throws IOException;

  /**
   * Cuts the file.
   *
   * @throws IOException if the file system fails
   */
  void truncate(long size) throws IOException;

  /**
   * Maps the whole file for reading. The file must not be cut while the mapping is in use, which
   * lasts until it is collected.
   *
   * @throws IOException if the file system fails
   */
  MemorySegment map() throws IOException;

  /** Writes all that remains in the source. */
  default void writeFully(ByteBuffer source, long offset) throws IOException {
    long at = offset;
    while (source.hasRemaining()) {
      int written = write(source, at);
      if (written <= 0) {
        throw new IOException("A write of " + source.remaining() + " bytes wrote nothing");
      }
      at += written;
    }
  }

  /**
   * Reads until the destination is full or the file ends.
   *
   * @return how many bytes were read
   */
  default int readFully(ByteBuffer destination, long offset) throws IOException {
    int total = 0;
    while (destination.hasRemaining()) {
      int read = read(destination, offset + total);
      if (read < 0) {
        break;
      }
      total += read;
    }
    return total;
  }

  @Override
  void close() throws IOException;
}
