package dev.evert.log.journal;

/**
 * A segment file is gone, because retention wrote a new generation of it; whoever reads it starts
 * again from there.
 */
final class SegmentReplacedException extends RuntimeException {
  private final String path;

  SegmentReplacedException(String path, Throwable cause) {
    super(path, cause);
    this.path = path;
  }

  String path() {
    return path;
  }
}
