package dev.evert.log.journal;

import dev.evert.log.LogId;
import dev.evert.log.files.LogFiles;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The segments of a log in order of position; at least one. One thread adds; any number read. */
final class SegmentList {
  private final LogFiles files;
  private final LogId logId;
  private volatile Segment[] segments;

  SegmentList(LogFiles files, List<Segment> segments) {
    this.files = files;
    this.segments = segments.toArray(Segment[]::new);
    this.logId = this.segments[0].header().logId();
  }

  LogFiles files() {
    return files;
  }

  String directory() {
    return files.directory();
  }

  LogId logId() {
    return logId;
  }

  void add(Segment segment) {
    Segment[] known = segments;
    Segment[] more = Arrays.copyOf(known, known.length + 1);
    more[known.length] = segment;
    segments = more;
  }

  int count() {
    return segments.length;
  }

  Segment get(int index) {
    return segments[index];
  }

  /** The index of the segment that holds a position, or would hold it if it is the next one. */
  int indexOf(long position) {
    Segment[] known = segments;
    int low = 0;
    int high = known.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (known[middle].firstPosition() <= position) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Closes all files. */
  void close() throws IOException {
    for (Segment segment : segments) {
      segment.file().close();
    }
  }
}
