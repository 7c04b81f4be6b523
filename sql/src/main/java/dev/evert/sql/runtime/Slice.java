package dev.evert.sql.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes inside an array, not to be changed: a string of UTF-8, a bytea, or an encoded field.
 * Compared byte by byte, which for UTF-8 is the order of code points.
 */
public final class Slice implements Comparable<Slice> {
  /** No bytes. */
  public static final Slice EMPTY = new Slice(new byte[0], 0, 0);

  private final byte[] bytes;
  private final int from;
  private final int to;

  /** The bytes in {@code bytes[from, to)}. */
  public Slice(byte[] bytes, int from, int to) {
    assert from <= to && to <= bytes.length;
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  /** All of an array. */
  public static Slice of(byte[] bytes) {
    return new Slice(bytes, 0, bytes.length);
  }

  /** A string as UTF-8. */
  public static Slice of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The array that holds the bytes. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the bytes start in the array. */
  public int from() {
    return from;
  }

  /** Where the bytes end in the array. */
  public int to() {
    return to;
  }

  /** The number of bytes. */
  public int size() {
    return to - from;
  }

  /** The byte at {@code index}, counted from 0 at the slice's start. */
  public byte at(int index) {
    return bytes[from + index];
  }

  /** A part of the slice, by offsets from its start. */
  public Slice part(int begin, int end) {
    return new Slice(bytes, from + begin, from + end);
  }

  /** The first index from {@code start} on at which the other's bytes are, or -1. */
  public int indexOf(Slice other, int start) {
    int length = other.size();
    if (length == 1) {
      return indexOf(other.at(0), start, 1);
    }
    for (int i = start; i <= size() - length; i++) {
      if (Arrays.equals(bytes, from + i, from + i + length, other.bytes, other.from, other.to)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The index at which a byte is for the so manieth time from {@code start} on, or -1.
   *
   * @param times counted from 1
   */
  public int indexOf(byte value, int start, int times) {
    int left = times;
    int at = from + start;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long places = EightBytes.places(bytes, at, value);
      int found = Long.bitCount(places);
      if (found >= left) {
        for (; left > 1; left--) {
          places &= ~Long.highestOneBit(places);
        }
        return at + EightBytes.first(places) - from;
      }
      left -= found;
    }
    for (; at < to; at++) {
      if (bytes[at] == value && --left == 0) {
        return at - from;
      }
    }
    return -1;
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return Arrays.copyOfRange(bytes, from, to);
  }

  @Override
  public int compareTo(Slice other) {
    return Arrays.compareUnsigned(bytes, from, to, other.bytes, other.from, other.to);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Slice that
        && Arrays.equals(bytes, from, to, that.bytes, that.from, that.to);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }

  /** The bytes as UTF-8. */
  @Override
  public String toString() {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
