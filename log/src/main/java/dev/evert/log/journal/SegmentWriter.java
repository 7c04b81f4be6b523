package dev.evert.log.journal;

import dev.evert.log.LogId;
import dev.evert.log.files.LogFile;
import dev.evert.log.files.LogFiles;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Writes the active segment. Small commits go into space that was filled with zeros before, because
 * syncing a file whose size does not change costs half of syncing one that grows; a large commit
 * pays more for its bytes than for that.
 */
final class SegmentWriter {
  private static final int AHEAD_BYTES = 1 << 20;
  private static final int SMALL_WRITE_BYTES = 1 << 18;
  private static final String UNFINISHED = ".new";

  private final long segmentBytes;
  private final ByteBuffer zeros = ByteBuffer.allocateDirect(AHEAD_BYTES);
  private Segment segment;
  private int end;
  private long allocated;

  /** Goes on with a segment whose bytes after {@code end} are zeros or not there. */
  SegmentWriter(long segmentBytes, Segment segment, int end) throws IOException {
    this.segmentBytes = segmentBytes;
    this.segment = segment;
    this.end = end;
    this.allocated = segment.file().size();
  }

  static boolean isUnfinished(String name) {
    return name.endsWith(UNFINISHED);
  }

  /** Makes a new segment durable, header only. It gets its name when it has its header. */
  static Segment create(LogFiles files, LogId id, long firstPosition, long nowMicros)
      throws IOException {
    SegmentHeader header = new SegmentHeader(id, firstPosition, nowMicros);
    String name = Segment.fileName(firstPosition);
    try (LogFile file = files.create(name + UNFINISHED, false)) {
      file.writeFully(ByteBuffer.wrap(header.toBytes()), 0);
      file.force();
    }
    files.rename(name + UNFINISHED, name);
    files.forceDirectory();
    return new Segment(files.openForWriting(name), header, new SegmentIndex());
  }

  Segment segment() {
    return segment;
  }

  int end() {
    return end;
  }

  /** Whether this many bytes should go to a new segment. */
  boolean isFullFor(int bytes) {
    return end > SegmentHeader.BYTES && end + (long) bytes > segmentBytes;
  }

  /** Cuts what lies ahead of the end off the segment, and goes on with a new one. */
  void roll(Segment next) throws IOException {
    segment.file().truncate(end);
    segment = next;
    end = SegmentHeader.BYTES;
    allocated = end;
  }

  /** Writes bytes after the end; {@link #force} makes them durable. */
  void write(ByteBuffer bytes) throws IOException {
    int size = bytes.remaining();
    if (end + (long) size > allocated) {
      if (size < SMALL_WRITE_BYTES) {
        allocate(size);
      }
      allocated = Math.max(allocated, end + (long) size);
    }
    segment.file().writeFully(bytes, end);
    end += size;
  }

  private void allocate(int needed) throws IOException {
    long target = Math.min(segmentBytes, end + (long) needed + AHEAD_BYTES);
    while (allocated < target) {
      zeros.clear().limit((int) Math.min(AHEAD_BYTES, target - allocated));
      int size = zeros.remaining();
      segment.file().writeFully(zeros, allocated);
      allocated += size;
    }
  }

  void force() throws IOException {
    segment.file().force();
  }

  /** Cuts off what lies ahead of the end. */
  void trim() throws IOException {
    segment.file().truncate(end);
    allocated = end;
  }
}
