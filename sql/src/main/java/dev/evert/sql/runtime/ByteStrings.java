package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;

/**
 * Parts, single bytes and bits of byte strings. Bytes and bits are counted from 0, parts from 1.
 */
public final class ByteStrings {
  private ByteStrings() {}

  /** From a byte on. */
  public static Slice substring(Slice bytes, int start) {
    return bytes.part(Math.min(Math.max(start, 1) - 1, bytes.size()), bytes.size());
  }

  /** So many bytes from a byte on. */
  public static Slice substring(Slice bytes, int start, int length) {
    if (length < 0) {
      throw TextLimit.negativeLength();
    }
    int from = Math.min(Math.max(start, 1) - 1, bytes.size());
    long end = Math.clamp((long) start + length - 1, 0, bytes.size());
    return from < end ? bytes.part(from, (int) end) : Slice.EMPTY;
  }

  /** At which byte a part begins; 0 if nowhere. */
  public static int position(Slice bytes, Slice part) {
    return bytes.indexOf(part, 0) + 1;
  }

  /** A part replaced by other bytes, as many as these are. */
  public static Slice overlay(Slice bytes, Slice placed, int start) {
    return overlay(bytes, placed, start, placed.size());
  }

  /** A part of so many bytes replaced by others. */
  public static Slice overlay(Slice bytes, Slice placed, int start, int length) {
    if (start <= 0) {
      throw TextLimit.negativeLength();
    }
    int end = Integers.toInt((long) start + length);
    Slice before = Texts.concat(substring(bytes, 1, start - 1), placed);
    return Texts.concat(before, substring(bytes, end));
  }

  /** Without any of the bytes at both ends. */
  public static Slice btrim(Slice bytes, Slice unwanted) {
    return rtrim(ltrim(bytes, unwanted), unwanted);
  }

  /** Without any of the bytes at the start. */
  public static Slice ltrim(Slice bytes, Slice unwanted) {
    int from = 0;
    while (from < bytes.size() && contains(unwanted, bytes.at(from))) {
      from++;
    }
    return bytes.part(from, bytes.size());
  }

  /** Without any of the bytes at the end. */
  public static Slice rtrim(Slice bytes, Slice unwanted) {
    int to = bytes.size();
    while (to > 0 && contains(unwanted, bytes.at(to - 1))) {
      to--;
    }
    return bytes.part(0, to);
  }

  private static boolean contains(Slice bytes, byte wanted) {
    for (int i = 0; i < bytes.size(); i++) {
      if (bytes.at(i) == wanted) {
        return true;
      }
    }
    return false;
  }

  /** The bytes from the last to the first. */
  public static Slice reverse(Slice bytes) {
    byte[] reversed = new byte[bytes.size()];
    for (int i = 0; i < reversed.length; i++) {
      reversed[i] = bytes.at(reversed.length - 1 - i);
    }
    return Slice.of(reversed);
  }

  /** One byte, 0 to 255. */
  public static int getByte(Slice bytes, int index) {
    return bytes.at(index(index, bytes.size())) & 0xFF;
  }

  /** With one byte replaced. */
  public static Slice setByte(Slice bytes, int index, int value) {
    byte[] changed = bytes.toBytes();
    changed[index(index, changed.length)] = (byte) value;
    return Slice.of(changed);
  }

  /** One bit; those of a byte are counted from the lowest. */
  public static int getBit(Slice bytes, long index) {
    index(index, 8L * bytes.size());
    return bytes.at((int) (index / 8)) >> (index % 8) & 1;
  }

  /** With one bit replaced. */
  public static Slice setBit(Slice bytes, long index, int value) {
    index(index, 8L * bytes.size());
    if (value != 0 && value != 1) {
      throw TextLimit.invalid("new bit must be 0 or 1");
    }
    byte[] changed = bytes.toBytes();
    int bit = 1 << (int) (index % 8);
    int at = (int) (index / 8);
    changed[at] = (byte) (value == 1 ? changed[at] | bit : changed[at] & ~bit);
    return Slice.of(changed);
  }

  private static int index(long index, long count) {
    if (index < 0 || index >= count) {
      throw new EvertException(
          ErrorCode.NO_SUCH_ELEMENT, "index " + index + " out of valid range, 0.." + (count - 1));
    }
    return (int) Math.min(index, Integer.MAX_VALUE);
  }

  /** The bytes of a whole number, the highest first. */
  public static Slice of(short value) {
    return of(value, Short.BYTES);
  }

  /** The bytes of a whole number, the highest first. */
  public static Slice of(int value) {
    return of(value, Integer.BYTES);
  }

  /** The bytes of a whole number, the highest first. */
  public static Slice of(long value) {
    return of(value, Long.BYTES);
  }

  private static Slice of(long value, int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (value >> (8 * (size - 1 - i)));
    }
    return Slice.of(bytes);
  }

  /** To int2, as in two's complement. */
  public static short toShort(Slice bytes) {
    return (short) number(bytes, Short.BYTES, "smallint");
  }

  /** To int4, as in two's complement. */
  public static int toInt(Slice bytes) {
    return (int) number(bytes, Integer.BYTES, "integer");
  }

  /** To int8, as in two's complement. */
  public static long toLong(Slice bytes) {
    return number(bytes, Long.BYTES, "bigint");
  }

  /** Fewer bytes have zeros before them. */
  private static long number(Slice bytes, int size, String type) {
    if (bytes.size() > size) {
      throw Integers.outOfRange(type);
    }
    long value = 0;
    for (int i = 0; i < bytes.size(); i++) {
      value = value << 8 | (bytes.at(i) & 0xFF);
    }
    return value;
  }
}
