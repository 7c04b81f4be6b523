package dev.evert.log.operations;

import dev.evert.log.LogId;
import dev.evert.log.bytes.ByteReader;
import dev.evert.log.bytes.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * The layout of a file of operations, which holds those of the batches that start from one position
 * to before another. Numbers are little-endian.
 *
 * <pre>
 *   0                               8               12              16
 *   +-------------------------------+---------------+---------------+
 *   | magic "EVERTOPS"              | version       | header bytes  |
 *   +-------------------------------+---------------+---------------+
 *   | log id, high and low 64 bits                                  | 16
 *   +-------------------------------+-------------------------------+
 *   | from position                 | to position                   | 32
 *   +-------------------------------+---------------+---------------+
 *   | operation count               | CRC32C of filter and directory| 48
 *   |                               | CRC32C of header              |
 *   +-------------------------------+---------------+---------------+
 *   | filter: blocks of 64 bytes                                    | 64
 *   +---------------------------------------------------------------+
 *   | directory: the hash of the first operation of each page       |
 *   +---------------------------------------------------------------+
 *   | pages of 4,096 bytes                                          |
 *   +---------------------------------------------------------------+
 *
 *   page:
 *   +---------------------------------------------------------------+
 *   | 146 operations: id (16 bytes), first position (8), events (4) |
 *   +---------------------------------------------------------------+
 *   | zeros                                         | CRC32C        |
 *   +-----------------------------------------------+---------------+
 * </pre>
 *
 * <p>Operations are in the order of {@link OperationOrder}. A block of the filter is that of all
 * operations whose hash is in one range, so that filter, directory and pages can all be written
 * from front to back.
 *
 * @param logId the log
 * @param from the first position
 * @param to the position after the last
 * @param count the number of operations
 * @param checksum CRC32C of filter and directory
 */
record RunLayout(LogId logId, long from, long to, long count, int checksum) {
  static final int HEADER_BYTES = 64;
  static final int BLOCK_BYTES = 64;
  static final int PAGE_BYTES = 4096;
  static final int ENTRY_BYTES = 28;
  static final int PAGE_ENTRIES = (PAGE_BYTES - Integer.BYTES) / ENTRY_BYTES;
  static final int PAGE_CHECKSUM = PAGE_BYTES - Integer.BYTES;

  private static final long MAGIC = 0x53504F5452455645L;
  private static final int VERSION = 1;

  /** About 10 bits for each operation let one lookup in a hundred through by mistake. */
  private static final int OPERATIONS_PER_BLOCK = 50;

  long blocks() {
    return count / OPERATIONS_PER_BLOCK + 1;
  }

  long pages() {
    return (count + PAGE_ENTRIES - 1) / PAGE_ENTRIES;
  }

  long directoryOffset() {
    return HEADER_BYTES + blocks() * BLOCK_BYTES;
  }

  long pagesOffset() {
    return directoryOffset() + pages() * Long.BYTES;
  }

  long fileBytes() {
    return pagesOffset() + pages() * PAGE_BYTES;
  }

  /** The filter's block for a hash; grows with the hash. */
  long block(long hash) {
    return Math.unsignedMultiplyHigh(hash, blocks());
  }

  RunLayout withChecksum(int value) {
    return new RunLayout(logId, from, to, count, value);
  }

  byte[] header() {
    return new ByteWriter()
        .putLong(MAGIC)
        .putInt(VERSION)
        .putInt(HEADER_BYTES)
        .putLong(logId.high())
        .putLong(logId.low())
        .putLong(from)
        .putLong(to)
        .putLong(count)
        .putInt(checksum)
        .putChecksum(0)
        .toBytes();
  }

  /** Reads a header; null if it is none, or of another log or version. */
  static @Nullable RunLayout parse(byte[] header, LogId logId) {
    ByteReader in = new ByteReader(header);
    boolean known = in.getLong() == MAGIC && in.getInt() == VERSION && in.getInt() == HEADER_BYTES;
    LogId found = new LogId(in.getLong(), in.getLong());
    RunLayout layout = new RunLayout(found, in.getLong(), in.getLong(), in.getLong(), in.getInt());
    in.checkChecksum(0);
    return known && in.isIntact() && found.equals(logId) ? layout : null;
  }
}
