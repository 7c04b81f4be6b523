package dev.evert.sql.runtime;

import dev.evert.spi.row.BigEndian;

/** Looks at eight bytes at once. */
final class EightBytes {
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long LOW_BITS = 0x7F7F_7F7F_7F7F_7F7FL;
  private static final int BYTE_MASK = 0xFF;

  private EightBytes() {}

  /** Which of the eight bytes from {@code at} on is the first with a value; 8 if none is. */
  static int find(byte[] bytes, int at, byte value) {
    return first(places(bytes, at, value));
  }

  /** The eight bytes from {@code at} on as their highest bits: set in those that have a value. */
  static long places(byte[] bytes, int at, byte value) {
    long word = BigEndian.getLong(bytes, at) ^ ONES * (value & BYTE_MASK);
    long low = (word & LOW_BITS) + LOW_BITS;
    return ~(low | word | LOW_BITS);
  }

  /** The first of the bytes whose highest bit is set; 8 if there is none. */
  static int first(long places) {
    return Long.numberOfLeadingZeros(places) >>> 3;
  }
}
