package dev.evert.log.journal;

import dev.evert.log.files.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Decides whether what follows the last whole batch of the last segment was never acknowledged, so
 * that it may be cut, or is damage; the argument is in the package's documentation.
 */
final class TornTail {
  /** What a disk writes whole or not at all. */
  private static final int SECTOR_BYTES = 512;

  private final byte[] bytes;
  private final Checksum checksum = new Checksum();
  private final SegmentScan.End end;
  private final String path;

  private TornTail(byte[] bytes, SegmentHeader header, SegmentScan.End end, String path) {
    this.bytes = bytes;
    this.end = end;
    this.path = path;
    checksum.enter(header.logId(), header.firstPosition());
  }

  /** Throws unless everything after the scan's last whole batch can be cut. */
  static void check(LogFile file, SegmentHeader header, SegmentScan.End end, String directory)
      throws IOException {
    int size = Math.toIntExact(file.size() - end.offset());
    byte[] rest = new byte[Math.max(size, 0)];
    file.readFully(ByteBuffer.wrap(rest), end.offset());
    new TornTail(rest, header, end, directory + "/" + file.name()).check();
  }

  private void check() {
    int vouching = findVouchingFrame();
    if (vouching >= 0) {
      throw Corruption.at(
          path,
          end.stopOffset(),
          end.stopPosition(),
          end.expected()
              + " (the frame at offset "
              + (end.offset() + vouching)
              + " says that everything before position "
              + Frame.durableEnd(bytes, vouching)
              + " was durable)",
          end.found());
    }
    if (!isLost(end.stopOffset() - end.offset())) {
      throw Corruption.at(
          path,
          end.stopOffset(),
          end.stopPosition(),
          end.expected() + " or space that was never written",
          end.found());
    }
  }

  private int findVouchingFrame() {
    for (int at = 0; at + Frame.OVERHEAD_BYTES <= bytes.length; at++) {
      if (bytes[at] == (byte) Frame.MAGIC
          && Frame.headerIntact(bytes, at, checksum)
          && Frame.durableEnd(bytes, at) > end.position()) {
        return at;
      }
    }
    return -1;
  }

  /** Whether a part of the frame at an index was never written. */
  private boolean isLost(int at) {
    if (at + Frame.HEADER_BYTES > bytes.length) {
      return true;
    }
    if (!Frame.headerIntact(bytes, at, checksum)) {
      return isZero(at, at + Integer.BYTES)
          || hasLostSector(at, at + Frame.HEADER_BYTES)
          || isZero(at + Frame.HEADER_BYTES - 1, sectorEnd(at + Frame.HEADER_BYTES - 1));
    }
    long frameEnd = at + (long) Frame.sizeBytes(bytes, at);
    return frameEnd > bytes.length
        || hasLostSector(at, (int) frameEnd)
        || isZero((int) frameEnd - 1, (int) frameEnd);
  }

  private boolean hasLostSector(int from, int to) {
    int at = from;
    while (at < to) {
      int sectorEnd = Math.min(sectorEnd(at), to);
      if (isZero(at, sectorEnd)) {
        return true;
      }
      at = sectorEnd;
    }
    return false;
  }

  /** The index after the sector, counted from the front of the file, that an index is in. */
  private int sectorEnd(int at) {
    int fileOffset = end.offset() + at;
    return (fileOffset / SECTOR_BYTES + 1) * SECTOR_BYTES - end.offset();
  }

  private boolean isZero(int from, int to) {
    for (int i = from; i < Math.min(to, bytes.length); i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
