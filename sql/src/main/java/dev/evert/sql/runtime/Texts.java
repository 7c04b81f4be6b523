package dev.evert.sql.runtime;

import java.util.Arrays;

/** What is done with the characters of UTF-8 without making Java strings of them. */
public final class Texts {
  private Texts() {}

  /** Without the blanks at its end, which do not count in {@code char(n)}. */
  public static Slice withoutPadding(Slice text) {
    int end = text.size();
    while (end > 0 && text.at(end - 1) == ' ') {
      end--;
    }
    return end == text.size() ? text : text.part(0, end);
  }

  /** The first characters, at most {@code length}. */
  public static Slice cut(Slice text, int length) {
    int end = offset(text, length);
    return end == text.size() ? text : text.part(0, end);
  }

  /** The first characters, at most {@code length}, with blanks up to just as many. */
  public static Slice pad(Slice text, int length) {
    int count = length(text);
    if (count >= length) {
      return cut(text, length);
    }
    byte[] padded = Arrays.copyOf(text.toBytes(), text.size() + length - count);
    Arrays.fill(padded, text.size(), padded.length, (byte) ' ');
    return Slice.of(padded);
  }

  /** With the blanks at its end, other than by a cast. */
  public static Slice withPadding(Slice text) {
    return text;
  }

  /** The number of characters. */
  public static int length(Slice text) {
    byte[] bytes = text.bytes();
    int count = 0;
    for (int i = text.from(); i < text.to(); i++) {
      count += isStart(bytes[i]) ? 1 : 0;
    }
    return count;
  }

  /** The number of bytes. */
  public static int octetLength(Slice text) {
    return text.size();
  }

  /** The number of bits. */
  public static int bitLength(Slice text) {
    return text.size() * Byte.SIZE;
  }

  /** The offset in bytes after the first {@code characters}, or the size if there are fewer. */
  static int offset(Slice text, int characters) {
    int at = 0;
    for (int i = 0; i < characters && at < text.size(); i++) {
      at = next(text, at);
    }
    return at;
  }

  /** Where the character after that at {@code at} starts. */
  static int next(Slice text, int at) {
    int next = at + 1;
    while (next < text.size() && !isStart(text.at(next))) {
      next++;
    }
    return next;
  }

  /** Whether the byte begins a character. */
  static boolean isStart(byte value) {
    return (value & 0xC0) != 0x80;
  }

  /** One after the other. */
  public static Slice concat(Slice left, Slice right) {
    byte[] both = new byte[TextLimit.check((long) left.size() + right.size())];
    System.arraycopy(left.bytes(), left.from(), both, 0, left.size());
    System.arraycopy(right.bytes(), right.from(), both, left.size(), right.size());
    return Slice.of(both);
  }

  /** From a character on, counted from 1; before the first there is nothing. */
  public static Slice substring(Slice text, int start) {
    return text.part(offset(text, Math.max(start, 1) - 1), text.size());
  }

  /** So many characters from a character on, counted from 1. */
  public static Slice substring(Slice text, int start, int length) {
    if (length < 0) {
      throw TextLimit.negativeLength();
    }
    long end = (long) start + length - 1;
    int from = offset(text, Math.max(start, 1) - 1);
    int to = end <= 0 ? 0 : offset(text, (int) Math.min(end, Integer.MAX_VALUE));
    return from < to ? text.part(from, to) : Slice.EMPTY;
  }

  /** The first characters; with a negative count all but the last. */
  public static Slice left(Slice text, int count) {
    return text.part(0, offset(text, count >= 0 ? count : length(text) + count));
  }

  /** The last characters; with a negative count all but the first. */
  public static Slice right(Slice text, int count) {
    if (count == Integer.MIN_VALUE) {
      // PostgreSQL has it so: the count has no opposite.
      return text;
    }
    long first = count >= 0 ? (long) length(text) - count : -(long) count;
    return text.part(offset(text, Math.clamp(first, 0, Integer.MAX_VALUE)), text.size());
  }

  /** At which character a part begins, counted from 1; 0 if nowhere. */
  public static int position(Slice text, Slice part) {
    int at = text.indexOf(part, 0);
    return at < 0 ? 0 : length(text.part(0, at)) + 1;
  }

  /** Whether it begins so. */
  public static boolean startsWith(Slice text, Slice beginning) {
    return text.size() >= beginning.size() && text.part(0, beginning.size()).equals(beginning);
  }

  /** With every occurrence of a part replaced. */
  public static Slice replace(Slice text, Slice part, Slice replacement) {
    int at = part.size() == 0 ? -1 : text.indexOf(part, 0);
    if (at < 0) {
      return text;
    }
    ByteOutput out = new ByteOutput(text.size());
    int from = 0;
    while (at >= 0) {
      out.put(text.part(from, at));
      out.put(replacement);
      from = at + part.size();
      at = text.indexOf(part, from);
    }
    out.put(text.part(from, text.size()));
    return out.toSlice();
  }

  /** One of the parts between delimiters, counted from 1, or from the end if negative. */
  public static Slice splitPart(Slice text, Slice delimiter, int number) {
    if (number == 0) {
      throw TextLimit.invalid("field position must not be zero");
    }
    if (delimiter.size() == 0) {
      return number == 1 || number == -1 ? text : Slice.EMPTY;
    }
    int wanted = number > 0 ? number : count(text, delimiter) + 2 + number;
    return wanted > 0 ? part(text, delimiter, wanted) : Slice.EMPTY;
  }

  private static Slice part(Slice text, Slice delimiter, int number) {
    if (delimiter.size() == 1) {
      return part(text, delimiter.at(0), number);
    }
    int from = 0;
    int at = text.indexOf(delimiter, 0);
    for (int i = 1; i < number && at >= 0; i++) {
      from = at + delimiter.size();
      at = text.indexOf(delimiter, from);
      if (i + 1 == number) {
        return text.part(from, at < 0 ? text.size() : at);
      }
    }
    return number == 1 ? text.part(0, at < 0 ? text.size() : at) : Slice.EMPTY;
  }

  private static Slice part(Slice text, byte delimiter, int number) {
    int before = number == 1 ? -1 : text.indexOf(delimiter, 0, number - 1);
    if (before < 0 && number > 1) {
      return Slice.EMPTY;
    }
    int end = text.indexOf(delimiter, before + 1, 1);
    return text.part(before + 1, end < 0 ? text.size() : end);
  }

  private static int count(Slice text, Slice part) {
    int count = 0;
    for (int at = text.indexOf(part, 0); at >= 0; at = text.indexOf(part, at + part.size())) {
      count++;
    }
    return count;
  }

  /** The text so many times. */
  public static Slice repeat(Slice text, int count) {
    int times = Math.max(count, 0);
    ByteOutput out = new ByteOutput(TextLimit.check((long) text.size() * times));
    for (int i = 0; i < times; i++) {
      out.put(text);
    }
    return out.toSlice();
  }

  /** The characters from the last to the first. */
  public static Slice reverse(Slice text) {
    byte[] bytes = new byte[text.size()];
    int end = bytes.length;
    for (int at = 0; at < text.size(); ) {
      int next = next(text, at);
      end -= next - at;
      System.arraycopy(text.bytes(), text.from() + at, bytes, end, next - at);
      at = next;
    }
    return Slice.of(bytes);
  }

  /** A part replaced by another text, from a character on, as long as that text. */
  public static Slice overlay(Slice text, Slice placed, int start) {
    return overlay(text, placed, start, length(placed));
  }

  /** A part of so many characters, from a character on, replaced by another text. */
  public static Slice overlay(Slice text, Slice placed, int start, int length) {
    if (start <= 0) {
      throw TextLimit.negativeLength();
    }
    int end = Integers.toInt((long) start + length);
    return concat(concat(substring(text, 1, start - 1), placed), substring(text, end));
  }
}
