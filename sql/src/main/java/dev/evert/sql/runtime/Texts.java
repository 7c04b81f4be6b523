package dev.evert.sql.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

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

  /** The number of characters. */
  public static int length(Slice text) {
    int count = 0;
    for (int i = 0; i < text.size(); i++) {
      count += isStart(text.at(i)) ? 1 : 0;
    }
    return count;
  }

  /** The offset in bytes after the first {@code characters}, or the size if there are fewer. */
  static int offset(Slice text, int characters) {
    int at = 0;
    for (int i = 0; i < characters && at < text.size(); i++) {
      at++;
      while (at < text.size() && !isStart(text.at(at))) {
        at++;
      }
    }
    return at;
  }

  /** Whether the byte begins a character. */
  static boolean isStart(byte value) {
    return (value & 0xC0) != 0x80;
  }

  /** One after the other. */
  public static Slice concat(Slice left, Slice right) {
    byte[] both = new byte[left.size() + right.size()];
    System.arraycopy(left.bytes(), left.from(), both, 0, left.size());
    System.arraycopy(right.bytes(), right.from(), both, left.size(), right.size());
    return Slice.of(both);
  }

  /** In lower case. */
  public static Slice lower(Slice text) {
    return isAscii(text)
        ? shifted(text, 'A', 'Z')
        : Slice.of(text.toString().toLowerCase(Locale.ROOT));
  }

  /** In upper case. */
  public static Slice upper(Slice text) {
    return isAscii(text)
        ? shifted(text, 'a', 'z')
        : Slice.of(text.toString().toUpperCase(Locale.ROOT));
  }

  private static boolean isAscii(Slice text) {
    for (int i = 0; i < text.size(); i++) {
      if (text.at(i) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The text with the letters of one case in the other. */
  private static Slice shifted(Slice text, char first, char last) {
    byte[] bytes = text.toBytes();
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] >= first && bytes[i] <= last) {
        bytes[i] ^= 0x20;
      }
    }
    return Slice.of(bytes);
  }

  static Slice latin(String text) {
    return Slice.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
