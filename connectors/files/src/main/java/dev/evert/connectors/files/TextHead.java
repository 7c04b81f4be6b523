package dev.evert.connectors.files;

import dev.evert.spi.text.Utf8;
import java.nio.file.Path;

/** Looks at the first bytes of what should be a text file. */
final class TextHead {
  /** How many bytes are looked at. */
  static final int BYTES = 1 << 16;

  private static final int MARK_BYTES = 3;

  private TextHead() {}

  /**
   * Checks the beginning of a file in {@code bytes[from, to)}; returns how many bytes of it are a
   * mark that says no more than that UTF-8 follows.
   *
   * @throws dev.evert.spi.error.EvertException {@link dev.evert.spi.error.ErrorCode#BAD_FILE} if it
   *     is no text, or not in UTF-8
   */
  static int check(Path file, byte[] bytes, int from, int to) {
    int length = Math.min(to - from, BYTES);
    checkMagic(file, bytes, from, length);
    int mark = startsWith(bytes, from, length, 0xEF, 0xBB, 0xBF) ? MARK_BYTES : 0;
    // The last character may be cut.
    int end = length == BYTES ? from + length - 4 : from + length;
    checkEncoding(file, bytes, from, from + mark, end);
    return mark;
  }

  private static void checkMagic(Path file, byte[] bytes, int from, int length) {
    if (startsWith(bytes, from, length, 0x1F, 0x8B)) {
      throw FileFailure.bad(file, "is compressed by gzip", "Let its name end in .gz.");
    }
    if (startsWith(bytes, from, length, 'P', 'A', 'R', '1')) {
      throw FileFailure.bad(file, "is a Parquet file", "Let its name end in .parquet.");
    }
    if (startsWith(bytes, from, length, 'P', 'K', 3, 4)) {
      throw FileFailure.bad(file, "is a zip archive", "Unpack it.");
    }
    if (startsWith(bytes, from, length, 0xFF, 0xFE)
        || startsWith(bytes, from, length, 0xFE, 0xFF)) {
      throw FileFailure.bad(
          file, "is in UTF-16, wanted UTF-8", "Convert it: iconv -f utf-16 -t utf-8.");
    }
  }

  private static boolean startsWith(byte[] bytes, int from, int length, int... magic) {
    boolean same = length >= magic.length;
    for (int i = 0; same && i < magic.length; i++) {
      same = bytes[from + i] == (byte) magic[i];
    }
    return same;
  }

  /**
   * A file with some characters beyond ASCII that are right is UTF-8, and one bad byte in it is the
   * fault of one record; a file in which none is right is something else.
   */
  private static void checkEncoding(Path file, byte[] bytes, int start, int from, int to) {
    int first = Utf8.firstBad(bytes, from, to);
    if (first < 0) {
      return;
    }
    for (int i = from; i < to; i++) {
      if (bytes[i] == 0) {
        throw FileFailure.bad(file, "is no text: byte 0 at offset " + (i - start));
      }
    }
    if (!hasCharacter(bytes, from, to)) {
      String found = String.format("byte 0x%02x at offset %d", bytes[first], first - start);
      throw FileFailure.bad(
          file, "is not UTF-8: " + found, "Convert it: iconv -f latin1 -t utf-8, say.");
    }
  }

  /** Whether a character beyond ASCII is there that is right. */
  private static boolean hasCharacter(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      for (int length = 2; bytes[i] < 0 && length <= 4 && i + length <= to; length++) {
        if (Utf8.firstBad(bytes, i, i + length) < 0) {
          return true;
        }
      }
    }
    return false;
  }
}
