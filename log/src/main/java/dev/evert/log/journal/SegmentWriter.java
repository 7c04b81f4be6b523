package dev.evert.log.journal;

import dev.evert.log.LogId;
import dev.evert.log.files.AtomicFile;
import dev.evert.log.files.LogFile;
import dev.evert.log.files.LogFiles;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Writes the active segment. Small commits go into space that was filled with zeros before, because
 * syncing a file whose size does not change costs half of syncing one that grows; a large commit
 * pays more for its bytes than for that.
 */
final class SegmentWriter implements AutoCloseable {
  private static final int AHEAD_BYTES = 1 << 20;
  private static final int SMALL_WRITE_BYTES = 1 << 16;
  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(AHEAD_BYTES).asReadOnlyBuffer();

  private final LogFiles files;
  private final long segmentBytes;
  private Segment segment;
  private LogFile file;
  private int end;
  private long allocated;

  /** Goes on with a segment that ends with its last frame. */
  SegmentWriter(LogFiles files, long segmentBytes, Segment segment) throws IOException {
    this.files = files;
    this.segmentBytes = segmentBytes;
    this.segment = segment;
    this.file = files.openForWriting(segment.fileName());
    this.end = segment.durableBytes();
    this.allocated = end;
  }

  /** Makes a new segment durable, header only. It gets its name when it has its header. */
  static Segment create(LogFiles files, LogId id, long firstPosition, long nowMicros)
      throws IOException {
    SegmentHeader header = new SegmentHeader(id, firstPosition, nowMicros);
    SegmentName name = SegmentName.of(firstPosition);
    AtomicFile.write(files, name.fileName(), false, header.toBytes());
    return new Segment(name, header, new SegmentIndex());
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
    trim();
    file.close();
    file = files.openForWriting(next.fileName());
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
    file.writeFully(bytes, end);
    end += size;
  }

  private void allocate(int needed) throws IOException {
    long target = Math.min(segmentBytes, end + (long) needed + AHEAD_BYTES);
    while (allocated < target) {
      int size = (int) Math.min(AHEAD_BYTES, target - allocated);
      ByteBuffer zeros = ZEROS.slice(0, size);
      file.writeFully(zeros, allocated);
      allocated += size;
    }
  }

  void force() throws IOException {
    file.force();
  }

  /** Cuts off what lies ahead of the end. */
  void trim() throws IOException {
    file.truncate(end);
    allocated = end;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
