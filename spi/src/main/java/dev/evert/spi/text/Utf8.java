package dev.evert.spi.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks bytes that are said to be UTF-8. */
public final class Utf8 {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /**
   * The index of the first byte in {@code bytes[from, to)} that no text can hold: one that is not
   * UTF-8 as the Unicode standard defines it (no surrogates, no longer form than needed), or 0,
   * which PostgreSQL's texts can not hold; -1 if there is none.
   */
  public static int firstBad(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      at = skipAscii(bytes, at, to);
      if (at == to) {
        return -1;
      }
      int length = length(bytes, at, to);
      if (length == 0) {
        return at;
      }
      at += length;
    }
    return -1;
  }

  private static int skipAscii(byte[] bytes, int from, int to) {
    int at = from;
    while (at + Long.BYTES <= to) {
      long word = (long) WORD.get(bytes, at);
      long zero = (word - ONES) & HIGH_BITS;
      if (((word & HIGH_BITS) | zero) != 0) {
        break;
      }
      at += Long.BYTES;
    }
    while (at < to && bytes[at] > 0) {
      at++;
    }
    return at;
  }

  /** How many bytes the character at {@code at} has; 0 if it is none. */
  private static int length(byte[] bytes, int at, int to) {
    int first = bytes[at] & 0xFF;
    if (first >= 0xC2 && first <= 0xDF) {
      return follows(bytes, at + 1, to, 1) ? 2 : 0;
    }
    if (first >= 0xE0 && first <= 0xEF && follows(bytes, at + 1, to, 2)) {
      int second = bytes[at + 1] & 0xFF;
      boolean tooLong = first == 0xE0 && second < 0xA0;
      boolean surrogate = first == 0xED && second > 0x9F;
      return tooLong || surrogate ? 0 : 3;
    }
    if (first >= 0xF0 && first <= 0xF4 && follows(bytes, at + 1, to, 3)) {
      int second = bytes[at + 1] & 0xFF;
      boolean outside = (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
      return outside ? 0 : 4;
    }
    return 0;
  }

  private static boolean follows(byte[] bytes, int from, int to, int count) {
    if (from + count > to) {
      return false;
    }
    for (int i = from; i < from + count; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        return false;
      }
    }
    return true;
  }
}
