package dev.evert.log.journal;

import dev.evert.log.LogId;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC32C of frames of one segment. Belongs to one thread. */
final class Checksum {
  private static final int MULTIPLIER = 0x9E3779B1;

  private final CRC32C crc = new CRC32C();
  private int salt;

  /** Goes over to another segment, whose headers are salted with its identity. */
  void enter(LogId logId, long firstPosition) {
    long mixed = logId.high() ^ logId.low() * MULTIPLIER ^ firstPosition * MULTIPLIER;
    salt = Long.hashCode(mixed) * MULTIPLIER;
  }

  int ofHeader(ByteBuffer frame, int at) {
    int position = frame.position();
    int limit = frame.limit();
    frame.limit(at + Frame.HEADER_CHECKSUM).position(at);
    crc.reset();
    crc.update(frame);
    frame.limit(limit).position(position);
    return (int) crc.getValue() ^ salt;
  }

  int ofHeader(byte[] bytes, int at) {
    crc.reset();
    crc.update(bytes, at, Frame.HEADER_CHECKSUM);
    return (int) crc.getValue() ^ salt;
  }

  int ofBody(byte[] bytes, int at, int length) {
    crc.reset();
    crc.update(bytes, at, length);
    return (int) crc.getValue();
  }
}
