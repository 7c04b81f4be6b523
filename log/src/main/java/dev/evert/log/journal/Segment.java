package dev.evert.log.journal;

import dev.evert.log.files.LogFile;

/**
 * A segment file and what is known about it. The committer owns the active one and publishes its
 * end; a sealed one does not change.
 */
final class Segment {
  private static final String SUFFIX = ".segment";
  private static final int NAME_DIGITS = 19;

  private final LogFile file;
  private final SegmentHeader header;
  private final SegmentIndex index;
  private volatile int durableBytes;
  private volatile boolean sealed;

  Segment(LogFile file, SegmentHeader header, SegmentIndex index) {
    this.file = file;
    this.header = header;
    this.index = index;
    this.durableBytes = SegmentHeader.BYTES;
  }

  static String fileName(long firstPosition) {
    String digits = Long.toString(firstPosition);
    return "0".repeat(NAME_DIGITS - digits.length()) + digits + SUFFIX;
  }

  static boolean isFileName(String name) {
    return name.length() == NAME_DIGITS + SUFFIX.length()
        && name.endsWith(SUFFIX)
        && name.chars().limit(NAME_DIGITS).allMatch(c -> c >= '0' && c <= '9');
  }

  /** The position that a file's name promises. */
  static long namedPosition(String name) {
    return Long.parseLong(name, 0, NAME_DIGITS, 10);
  }

  LogFile file() {
    return file;
  }

  SegmentHeader header() {
    return header;
  }

  long firstPosition() {
    return header.firstPosition();
  }

  SegmentIndex index() {
    return index;
  }

  /** The offset after the last durable frame. */
  int durableBytes() {
    return durableBytes;
  }

  /** Whether no frame will be added: read this before {@link #durableBytes}. */
  boolean isSealed() {
    return sealed;
  }

  void publish(int bytes) {
    durableBytes = bytes;
  }

  void seal() {
    sealed = true;
  }
}
