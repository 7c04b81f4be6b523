package dev.evert.connectors.files;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * How far a file is read, kept with the rows in the log.
 *
 * <pre>
 *   state = version (1 byte, 1)  ended (1 byte)  size (int8)  offset (int8)  line (int8)
 *           check (int4)  rows (int8)  rejected (int8)
 * </pre>
 *
 * @param ended whether all records were read
 * @param sizeBytes of the file on disk when it was read
 * @param check a checksum of the bytes before the position (for Parquet, of the footer), by which a
 *     changed file is known
 * @param rows read so far
 * @param rejected records that were set aside
 */
record FileState(
    boolean ended, long sizeBytes, FilePosition position, int check, long rows, long rejected) {

  static final FileState NEW = new FileState(false, 0, FilePosition.START, 0, 0, 0);

  private static final byte VERSION = 1;
  private static final int BYTES = 2 + 5 * Long.BYTES + Integer.BYTES;

  byte[] toBytes() {
    return ByteBuffer.allocate(BYTES)
        .put(VERSION)
        .put((byte) (ended ? 1 : 0))
        .putLong(sizeBytes)
        .putLong(position.offset())
        .putLong(position.line())
        .putInt(check)
        .putLong(rows)
        .putLong(rejected)
        .array();
  }

  static FileState parse(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      byte version = in.get();
      if (version != VERSION) {
        throw new EvertException(
            ErrorCode.DATA_NEWER, "file state of version " + version + ", known is " + VERSION);
      }
      boolean ended = in.get() != 0;
      long size = in.getLong();
      FilePosition position = new FilePosition(in.getLong(), in.getLong());
      return new FileState(ended, size, position, in.getInt(), in.getLong(), in.getLong());
    } catch (BufferUnderflowException e) {
      throw new EvertException(ErrorCode.DATA_CORRUPT, "file state is cut", null, e);
    }
  }
}
