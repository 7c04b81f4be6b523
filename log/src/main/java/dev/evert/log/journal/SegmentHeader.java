package dev.evert.log.journal;

import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogId;
import dev.evert.log.bytes.LittleEndian;
import dev.evert.log.files.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The front of a segment file. Numbers are little-endian.
 *
 * <pre>
 *   0                               8               12              16
 *   +-------------------------------+---------------+---------------+
 *   | magic "EVERTLOG"              | version       | header bytes  |
 *   +-------------------------------+---------------+---------------+
 *   | log id, high and low 64 bits                                  | 16
 *   +-------------------------------+-------------------------------+
 *   | position of the first event   | time of creation, microseconds| 32
 *   +-------------------------------+---------------+---------------+
 *   | reserved                                      | CRC32C        | 48
 *   +-----------------------------------------------+---------------+
 * </pre>
 *
 * <p>The checksum covers the 60 bytes before it. Frames ({@link Frame}) follow at {@link #BYTES}. A
 * file appears under its name only when its header is durable.
 *
 * <p>Later versions keep these 64 bytes as they are, checksum and all, and put what is new behind
 * them ("header bytes" says how many there are in all): only so can a header of a newer version be
 * told from a damaged one.
 *
 * @param logId the log that the segment belongs to
 * @param firstPosition the position of the first event
 * @param createdMicros when it was created, microseconds since 1970-01-01T00:00Z
 */
record SegmentHeader(LogId logId, long firstPosition, long createdMicros) {
  static final int BYTES = 64;
  static final int VERSION = 1;

  private static final long MAGIC = 0x474F4C5452455645L;
  private static final int VERSION_OFFSET = 8;
  private static final int SIZE_OFFSET = 12;
  private static final int ID_HIGH = 16;
  private static final int ID_LOW = 24;
  private static final int FIRST_POSITION = 32;
  private static final int CREATED = 40;
  private static final int CHECKSUM = 60;

  byte[] toBytes() {
    byte[] bytes = new byte[BYTES];
    LittleEndian.putLong(bytes, 0, MAGIC);
    LittleEndian.putInt(bytes, VERSION_OFFSET, VERSION);
    LittleEndian.putInt(bytes, SIZE_OFFSET, BYTES);
    LittleEndian.putLong(bytes, ID_HIGH, logId.high());
    LittleEndian.putLong(bytes, ID_LOW, logId.low());
    LittleEndian.putLong(bytes, FIRST_POSITION, firstPosition);
    LittleEndian.putLong(bytes, CREATED, createdMicros);
    LittleEndian.putInt(bytes, CHECKSUM, checksum(bytes));
    return bytes;
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, CHECKSUM);
    return (int) crc.getValue();
  }

  /** Reads and checks the header of a segment whose name promises a first position. */
  static SegmentHeader read(LogFile file, String directory, long namedPosition) throws IOException {
    byte[] bytes = new byte[BYTES];
    int read = file.readFully(ByteBuffer.wrap(bytes), 0);
    String where = directory + "/" + file.name();
    if (read < BYTES) {
      throw corrupt(where, namedPosition, BYTES + " bytes of header", read + " bytes in the file");
    }
    if (LittleEndian.getLong(bytes, 0) != MAGIC) {
      throw corrupt(
          where,
          namedPosition,
          "magic " + Long.toHexString(MAGIC),
          Long.toHexString(LittleEndian.getLong(bytes, 0)));
    }
    int version = LittleEndian.getInt(bytes, VERSION_OFFSET);
    if (checksum(bytes) != LittleEndian.getInt(bytes, CHECKSUM)) {
      throw corrupt(
          where,
          namedPosition,
          "header checksum " + Integer.toHexString(LittleEndian.getInt(bytes, CHECKSUM)),
          Integer.toHexString(checksum(bytes)));
    }
    if (version > VERSION) {
      throw new LogException(
          LogError.NEWER_VERSION,
          where
              + " has format version "
              + version
              + "; this program knows versions up to "
              + VERSION,
          "Use a newer Evert, or another directory.",
          null);
    }
    SegmentHeader header =
        new SegmentHeader(
            new LogId(LittleEndian.getLong(bytes, ID_HIGH), LittleEndian.getLong(bytes, ID_LOW)),
            LittleEndian.getLong(bytes, FIRST_POSITION),
            LittleEndian.getLong(bytes, CREATED));
    if (header.firstPosition != namedPosition) {
      throw corrupt(
          where,
          namedPosition,
          "first position " + namedPosition + " as in the file's name",
          Long.toString(header.firstPosition));
    }
    return header;
  }

  private static LogException corrupt(String where, long position, String expected, String found) {
    return Corruption.at(where, 0, position, expected, found);
  }
}
