package dev.evert.spi.row;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for the bytes that mean something in strings, eight at a time. */
public final class StringScan {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long TWOS = 0x0202020202020202L;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  static {
    assert RowFormat.END < 2 && RowFormat.ESCAPE < 2;
  }

  private StringScan() {}

  /** Where the string ends that starts at {@code from}: the index of its {@link RowFormat#END}. */
  public static int end(byte[] bytes, int from) {
    int at = from;
    for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
      long word = (long) WORD.get(bytes, at);
      long zero = (word - ONES) & ~word & HIGH_BITS;
      if (zero != 0) {
        return at + (Long.numberOfTrailingZeros(zero) >>> 3);
      }
    }
    while (bytes[at] != RowFormat.END) {
      at++;
    }
    return at;
  }

  /**
   * Copies bytes as far as none must be escaped, eight at a time.
   *
   * @return how many were copied: less than {@code length} means that the next one, or one of the
   *     seven after it, must be escaped
   */
  static int copy(byte[] source, int from, byte[] target, int at, int length) {
    int done = 0;
    for (; done + Long.BYTES <= length; done += Long.BYTES) {
      long word = (long) WORD.get(source, from + done);
      if (((word - TWOS) & ~word & HIGH_BITS) != 0) {
        return done;
      }
      WORD.set(target, at + done, word);
    }
    if (done > 0 && done < length) {
      // The last eight bytes, some of them once more.
      int last = length - Long.BYTES;
      long word = (long) WORD.get(source, from + last);
      if (((word - TWOS) & ~word & HIGH_BITS) != 0) {
        return done;
      }
      WORD.set(target, at + last, word);
      return length;
    }
    while (done < length && (source[from + done] & ~1) != 0) {
      target[at + done] = source[from + done];
      done++;
    }
    return done;
  }

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
