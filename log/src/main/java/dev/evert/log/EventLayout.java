package dev.evert.log;

import dev.evert.log.bytes.LittleEndian;

/**
 * The bytes of an event. They are stored exactly as they are hashed: the first byte is the RFC 9162
 * prefix of a leaf, so the event's leaf hash is SHA-256 over all of them. They hold no position,
 * which lets producers hash before the order is decided. Numbers are little-endian.
 *
 * <pre>
 *   0        1        2                4
 *   +--------+--------+----------------+--------------------------------+
 *   |   0    | flags  | cause count    | stream                         |
 *   +--------+--------+----------------+--------------------------------+
 *   | event time, microseconds since 1970-01-01T00:00Z                  |  8
 *   +-----------------------------------+-------------------------------+
 *   | key length                        | payload length                | 16
 *   +-----------------------------------+-------------------------------+
 *   | operation id, high and low 64 bits; only with flag OPERATION      | 24
 *   +-------------------------------------------------------------------+
 *   | one 64-bit position for each cause                                |
 *   +-------------------------------------------------------------------+
 *   | key bytes, then payload bytes                                     |
 *   +-------------------------------------------------------------------+
 * </pre>
 */
public final class EventLayout {
  /** The bytes before operation id, causes, key and payload. */
  public static final int HEADER_BYTES = 24;

  /** The most causes of an event. */
  public static final int MAX_CAUSES = 0xFFFF;

  private static final int FLAGS = 1;
  private static final int CAUSE_COUNT = 2;
  private static final int STREAM = 4;
  private static final int EVENT_TIME = 8;
  private static final int KEY_LENGTH = 16;
  private static final int PAYLOAD_LENGTH = 20;
  private static final int FLAG_OPERATION = 1;
  private static final int OPERATION_BYTES = 16;
  private static final int CAUSE_BYTES = 8;

  private EventLayout() {}

  static void putHeader(
      byte[] bytes,
      int at,
      int stream,
      long eventTimeMicros,
      int keyBytes,
      int payloadBytes,
      boolean operation,
      int causes) {
    bytes[at] = 0;
    bytes[at + FLAGS] = (byte) (operation ? FLAG_OPERATION : 0);
    LittleEndian.putShort(bytes, at + CAUSE_COUNT, causes);
    LittleEndian.putInt(bytes, at + STREAM, stream);
    LittleEndian.putLong(bytes, at + EVENT_TIME, eventTimeMicros);
    LittleEndian.putInt(bytes, at + KEY_LENGTH, keyBytes);
    LittleEndian.putInt(bytes, at + PAYLOAD_LENGTH, payloadBytes);
  }

  static long sizeBytes(int keyBytes, int payloadBytes, boolean operation, int causes) {
    return (long) HEADER_BYTES
        + (operation ? OPERATION_BYTES : 0)
        + (long) causes * CAUSE_BYTES
        + keyBytes
        + payloadBytes;
  }

  /**
   * The size of the event that starts at an index, which may be larger than what an int holds if
   * the bytes are bad.
   */
  public static long sizeBytes(byte[] bytes, int at) {
    return (long) keyOffset(bytes, at)
        - at
        + Integer.toUnsignedLong(LittleEndian.getInt(bytes, at + KEY_LENGTH))
        + Integer.toUnsignedLong(LittleEndian.getInt(bytes, at + PAYLOAD_LENGTH));
  }

  /** The number of the event's stream. */
  public static int stream(byte[] bytes, int at) {
    return LittleEndian.getInt(bytes, at + STREAM);
  }

  /** The event time in microseconds since 1970-01-01T00:00Z. */
  public static long eventTimeMicros(byte[] bytes, int at) {
    return LittleEndian.getLong(bytes, at + EVENT_TIME);
  }

  /** The number of bytes of the key. */
  public static int keyLength(byte[] bytes, int at) {
    return LittleEndian.getInt(bytes, at + KEY_LENGTH);
  }

  /** The number of bytes of the payload. */
  public static int payloadLength(byte[] bytes, int at) {
    return LittleEndian.getInt(bytes, at + PAYLOAD_LENGTH);
  }

  /** Whether the event carries an operation id. */
  public static boolean hasOperation(byte[] bytes, int at) {
    return (bytes[at + FLAGS] & FLAG_OPERATION) != 0;
  }

  /** The index of the operation id; only if {@link #hasOperation}. */
  public static int operationOffset(int at) {
    return at + HEADER_BYTES;
  }

  /** The number of causes. */
  public static int causeCount(byte[] bytes, int at) {
    return LittleEndian.getUnsignedShort(bytes, at + CAUSE_COUNT);
  }

  /** The index of the first cause. */
  public static int causesOffset(byte[] bytes, int at) {
    return at + HEADER_BYTES + (hasOperation(bytes, at) ? OPERATION_BYTES : 0);
  }

  /** The index of the key. */
  public static int keyOffset(byte[] bytes, int at) {
    return causesOffset(bytes, at) + causeCount(bytes, at) * CAUSE_BYTES;
  }
}
