package dev.evert.log.journal;

import dev.evert.log.bytes.LittleEndian;
import java.nio.ByteBuffer;

/**
 * The layout of a frame: the unit of checking, reading and indexing. Numbers are little-endian.
 *
 * <pre>
 *   0                4                8                             16
 *   +----------------+----------------+-----------------------------+
 *   | magic "EVFR"   | body bytes     | position of the first event |
 *   +----------------+----------------+-----------------------------+
 *   | event count    | flags          | durable end when written    | 16
 *   +----------------+----------------+-----------------------------+
 *   | time of writing, microseconds   | CRC32C of body | of header  | 32
 *   +---------------------------------+----------------+------------+
 *   | body: operation id (16 bytes, flag OPERATION), then events    | 48
 *   +---------------------------------------------------------------+
 *   | end mark "FREV"|
 *   +----------------+
 * </pre>
 *
 * <p>The header's checksum covers the 44 bytes before it and is combined with a salt of the
 * segment, so that a copy of a frame inside a payload is not taken for a frame. Flags: FIRST and
 * LAST frame of its batch; OPERATION, the batch is idempotent by the id in the body; VOUCHER, an
 * empty frame that only says what is durable; ERASED, the body is not events but their leaf hashes,
 * 32 bytes each, because retention removed them.
 */
final class Frame {
  static final int HEADER_BYTES = 48;
  static final int END_MARK_BYTES = 4;
  static final int OVERHEAD_BYTES = HEADER_BYTES + END_MARK_BYTES;
  static final int OPERATION_BYTES = 16;

  static final int MAGIC = 0x52465645;
  static final int END_MARK = 0x56455246;

  static final int BODY_BYTES = 4;
  static final int FIRST_POSITION = 8;
  static final int EVENT_COUNT = 16;
  static final int FLAGS = 20;
  static final int DURABLE_END = 24;
  static final int TIME = 32;
  static final int BODY_CHECKSUM = 40;
  static final int HEADER_CHECKSUM = 44;

  static final int FIRST = 1;
  static final int LAST = 2;
  static final int OPERATION = 4;
  static final int VOUCHER = 8;
  static final int ERASED = 16;
  static final int KNOWN_FLAGS = FIRST | LAST | OPERATION | VOUCHER | ERASED;

  private Frame() {}

  /**
   * Writes what is known before the commit: all but position, durable end, time and header
   * checksum.
   */
  static void begin(ByteBuffer to, int at, int bodyBytes, int events, int flags, int bodyChecksum) {
    to.putInt(at, MAGIC);
    to.putInt(at + BODY_BYTES, bodyBytes);
    to.putInt(at + EVENT_COUNT, events);
    to.putInt(at + FLAGS, flags);
    to.putInt(at + BODY_CHECKSUM, bodyChecksum);
    to.putInt(at + HEADER_BYTES + bodyBytes, END_MARK);
  }

  /** Writes what only the commit knows. */
  static void finish(
      ByteBuffer frame,
      int at,
      long firstPosition,
      long durableEnd,
      long timeMicros,
      Checksum checksum) {
    frame.putLong(at + FIRST_POSITION, firstPosition);
    frame.putLong(at + DURABLE_END, durableEnd);
    frame.putLong(at + TIME, timeMicros);
    frame.putInt(at + HEADER_CHECKSUM, checksum.ofHeader(frame, at));
  }

  static boolean headerIntact(byte[] bytes, int at, Checksum checksum) {
    return LittleEndian.getInt(bytes, at) == MAGIC
        && checksum.ofHeader(bytes, at) == LittleEndian.getInt(bytes, at + HEADER_CHECKSUM)
        && bodyBytes(bytes, at) >= 0
        && eventCount(bytes, at) >= 0;
  }

  static boolean bodyIntact(byte[] bytes, int at, Checksum checksum) {
    int body = bodyBytes(bytes, at);
    return checksum.ofBody(bytes, at + HEADER_BYTES, body)
            == LittleEndian.getInt(bytes, at + BODY_CHECKSUM)
        && LittleEndian.getInt(bytes, at + HEADER_BYTES + body) == END_MARK;
  }

  static int bodyBytes(byte[] bytes, int at) {
    return LittleEndian.getInt(bytes, at + BODY_BYTES);
  }

  static int sizeBytes(byte[] bytes, int at) {
    return bodyBytes(bytes, at) + OVERHEAD_BYTES;
  }

  static long firstPosition(byte[] bytes, int at) {
    return LittleEndian.getLong(bytes, at + FIRST_POSITION);
  }

  static int eventCount(byte[] bytes, int at) {
    return LittleEndian.getInt(bytes, at + EVENT_COUNT);
  }

  static int flags(byte[] bytes, int at) {
    return LittleEndian.getInt(bytes, at + FLAGS);
  }

  static boolean has(byte[] bytes, int at, int flag) {
    return (flags(bytes, at) & flag) != 0;
  }

  static long durableEnd(byte[] bytes, int at) {
    return LittleEndian.getLong(bytes, at + DURABLE_END);
  }

  static long timeMicros(byte[] bytes, int at) {
    return LittleEndian.getLong(bytes, at + TIME);
  }

  /** Where the first event, or the first leaf hash of an erased frame, starts. */
  static int eventsOffset(byte[] bytes, int at) {
    return at + HEADER_BYTES + (has(bytes, at, OPERATION) ? OPERATION_BYTES : 0);
  }
}
