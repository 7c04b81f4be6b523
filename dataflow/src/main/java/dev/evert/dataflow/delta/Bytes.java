package dev.evert.dataflow.delta;

import dev.evert.spi.row.BigEndian;

/** Compares slices of byte arrays as sequences of unsigned bytes. Most are short. */
public final class Bytes {
  private static final int BYTE_MASK = 0xFF;

  private Bytes() {}

  /** Negative, zero or positive as the first slice is less than, equal to or above the other. */
  public static int compare(
      byte[] left, int leftFrom, int leftTo, byte[] right, int rightFrom, int rightTo) {
    int length = Math.min(leftTo - leftFrom, rightTo - rightFrom);
    if (length < Long.BYTES) {
      return compareShort(left, leftFrom, leftTo, right, rightFrom, rightTo, length);
    }
    // The last eight bytes may have been compared in part before: those are equal then.
    for (int i = 0; i < length; i += Long.BYTES) {
      int at = Math.min(i, length - Long.BYTES);
      long a = BigEndian.getLong(left, leftFrom + at);
      long b = BigEndian.getLong(right, rightFrom + at);
      if (a != b) {
        return Long.compareUnsigned(a, b);
      }
    }
    return leftTo - leftFrom - (rightTo - rightFrom);
  }

  private static int compareShort(
      byte[] left, int leftFrom, int leftTo, byte[] right, int rightFrom, int rightTo, int length) {
    if (length < Integer.BYTES) {
      return compareBytes(left, leftFrom, leftTo, right, rightFrom, rightTo, length);
    }
    int a = BigEndian.getInt(left, leftFrom);
    int b = BigEndian.getInt(right, rightFrom);
    if (a == b) {
      a = BigEndian.getInt(left, leftFrom + length - Integer.BYTES);
      b = BigEndian.getInt(right, rightFrom + length - Integer.BYTES);
    }
    return a == b ? leftTo - leftFrom - (rightTo - rightFrom) : Integer.compareUnsigned(a, b);
  }

  private static int compareBytes(
      byte[] left, int leftFrom, int leftTo, byte[] right, int rightFrom, int rightTo, int length) {
    for (int i = 0; i < length; i++) {
      int difference = (left[leftFrom + i] & BYTE_MASK) - (right[rightFrom + i] & BYTE_MASK);
      if (difference != 0) {
        return difference;
      }
    }
    return leftTo - leftFrom - (rightTo - rightFrom);
  }

  /** Whether the slices hold the same bytes. */
  public static boolean equal(
      byte[] left, int leftFrom, int leftTo, byte[] right, int rightFrom, int rightTo) {
    int length = leftTo - leftFrom;
    if (length != rightTo - rightFrom) {
      return false;
    }
    if (length >= Long.BYTES) {
      for (int i = 0; i < length; i += Long.BYTES) {
        int at = Math.min(i, length - Long.BYTES);
        if (BigEndian.getLong(left, leftFrom + at) != BigEndian.getLong(right, rightFrom + at)) {
          return false;
        }
      }
      return true;
    }
    return compareShort(left, leftFrom, leftTo, right, rightFrom, rightTo, length) == 0;
  }

  /** How many bytes the slices have in common at their start. */
  public static int commonPrefix(
      byte[] left, int leftFrom, int leftTo, byte[] right, int rightFrom, int rightTo) {
    int length = Math.min(leftTo - leftFrom, rightTo - rightFrom);
    for (int i = 0; i < length; i++) {
      if (left[leftFrom + i] != right[rightFrom + i]) {
        return i;
      }
    }
    return length;
  }

  /**
   * The first eight bytes of a slice as a number that compares, unsigned, as they do; a shorter
   * slice goes on with zeros.
   */
  public static long prefix(byte[] bytes, int from, int to) {
    if (to - from >= Long.BYTES) {
      return BigEndian.getLong(bytes, from);
    }
    long prefix = 0;
    for (int i = from; i < to; i++) {
      prefix |= (long) (bytes[i] & BYTE_MASK) << (Long.SIZE - Byte.SIZE * (i - from + 1));
    }
    return prefix;
  }

  /** The first four bytes of a slice as {@link #prefix} gives the first eight. */
  public static int shortPrefix(byte[] bytes, int from, int to) {
    if (to - from >= Integer.BYTES) {
      return BigEndian.getInt(bytes, from);
    }
    int prefix = 0;
    for (int i = from; i < to; i++) {
      prefix |= (bytes[i] & BYTE_MASK) << (Integer.SIZE - Byte.SIZE * (i - from + 1));
    }
    return prefix;
  }
}
