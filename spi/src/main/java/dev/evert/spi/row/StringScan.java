package dev.evert.spi.row;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for the bytes that mean something in strings, eight at a time. */
final class StringScan {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long TWOS = 0x0202020202020202L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  static {
    assert RowFormat.END < 2 && RowFormat.ESCAPE < 2;
  }

  private StringScan() {}

  /**
   * The index of the first byte in {@code bytes[from, to)} that is {@link RowFormat#END} or {@link
   * RowFormat#ESCAPE}; {@code to} if there is none.
   */
  static int special(byte[] bytes, int from, int to) {
    int at = from;
    while (at + Long.BYTES <= to) {
      long word = (long) WORD.get(bytes, at);
      // A byte below two borrows into its high bit; the lowest such bit is never a false one.
      long below = (word - TWOS) & ~word & HIGH_BITS;
      if (below != 0) {
        return at + (Long.numberOfTrailingZeros(below) >>> 3);
      }
      at += Long.BYTES;
    }
    while (at < to && (bytes[at] & ~1) != 0) {
      at++;
    }
    return at;
  }

  /** The number of bytes in {@code bytes[from, to)} that must be escaped. */
  static int count(byte[] bytes, int from, int to) {
    int count = 0;
    for (int at = special(bytes, from, to); at < to; at = special(bytes, at + 1, to)) {
      count++;
    }
    return count;
  }
}
