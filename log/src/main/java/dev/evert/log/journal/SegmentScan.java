package dev.evert.log.journal;

import dev.evert.log.EventBatch;
import dev.evert.log.EventLayout;
import dev.evert.log.bytes.LittleEndian;
import dev.evert.log.files.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of a segment in order, as far as they are intact and follow each other. Belongs
 * to one thread.
 */
final class SegmentScan {
  private static final int BUFFER_BYTES = 1 << 20;

  private final LogFile file;
  private final SegmentHeader header;
  private final long fileBytes;
  private final Checksum checksum = new Checksum();
  private byte[] bytes;
  private int start;
  private int length;

  SegmentScan(LogFile file, SegmentHeader header) throws IOException {
    this.file = file;
    this.header = header;
    this.fileBytes = file.size();
    this.bytes = new byte[(int) Math.min(BUFFER_BYTES, Math.max(fileBytes, Frame.HEADER_BYTES))];
    checksum.enter(header.logId(), header.firstPosition());
  }

  /** Takes each frame. */
  interface Visitor {
    /**
     * A frame that is intact.
     *
     * @param at its index in the bytes, which change after the call
     * @param offset its offset in the file
     */
    void frame(byte[] bytes, int at, int offset) throws IOException;
  }

  /**
   * Where a scan ended.
   *
   * @param offset after the last frame of the last whole batch
   * @param position after the last event of the last whole batch
   * @param commitOffset the first frame of the last commit of which any frame was seen
   * @param vouched everything before this position was durable, as the frames say
   * @param stopOffset where no intact frame follows, which is after {@code offset} if a batch is
   *     incomplete
   * @param stopPosition the position expected there
   * @param expected what was looked for there
   * @param found what was there instead
   */
  record End(
      int offset,
      long position,
      int commitOffset,
      long vouched,
      int stopOffset,
      long stopPosition,
      String expected,
      String found) {}

  /** Reads frames from the first to the given limit, or to the first that is not intact. */
  End run(long limit, Visitor visitor) throws IOException {
    return run(SegmentHeader.BYTES, header.firstPosition(), limit, visitor);
  }

  /** Reads on from a frame that starts a batch. */
  End run(int fromOffset, long fromPosition, long limit, Visitor visitor) throws IOException {
    int offset = fromOffset;
    long position = fromPosition;
    int batchEnd = offset;
    long batchEndPosition = position;
    int commitOffset = offset;
    long durableEnd = fromPosition;
    boolean inBatch = false;
    while (true) {
      String problem = problem(offset, limit, position, inBatch);
      if (problem != null) {
        return new End(
            batchEnd,
            batchEndPosition,
            commitOffset,
            durableEnd,
            offset,
            position,
            "an intact frame",
            problem);
      }
      int at = offset - start;
      visitor.frame(bytes, at, offset);
      if (Frame.durableEnd(bytes, at) > durableEnd) {
        durableEnd = Frame.durableEnd(bytes, at);
        commitOffset = offset;
      }
      position += Frame.eventCount(bytes, at);
      offset += Frame.sizeBytes(bytes, at);
      inBatch = !Frame.has(bytes, at, Frame.LAST);
      if (!inBatch) {
        batchEnd = offset;
        batchEndPosition = position;
      }
    }
  }

  /**
   * A frame found by looking for one.
   *
   * @param offset where it is
   * @param position of its first event
   */
  record Found(int offset, long position) {}

  /**
   * Looks for the first frame at or after an offset that is intact and starts a batch; null if
   * there is none.
   */
  @Nullable Found findFrame(int from) throws IOException {
    for (int offset = from; fill(offset, Frame.HEADER_BYTES, fileBytes); offset++) {
      int at = offset - start;
      if (Frame.headerIntact(bytes, at, checksum) && Frame.has(bytes, at, Frame.FIRST)) {
        long position = Frame.firstPosition(bytes, at);
        if (problem(offset, fileBytes, position, false) == null) {
          return new Found(offset, position);
        }
      }
    }
    return null;
  }

  /** What is wrong with the frame at an offset, or null if nothing is. */
  private @Nullable String problem(int offset, long limit, long position, boolean inBatch)
      throws IOException {
    if (offset >= limit || !fill(offset, Frame.HEADER_BYTES, limit)) {
      return "the end of the file";
    }
    int at = offset - start;
    if (!Frame.headerIntact(bytes, at, checksum)) {
      return LittleEndian.getInt(bytes, at) == 0 ? "zeros" : "a damaged frame header";
    }
    if (!fill(offset, Frame.sizeBytes(bytes, at), limit)) {
      return "a frame that goes beyond the end of the file";
    }
    at = offset - start;
    if (!Frame.bodyIntact(bytes, at, checksum)) {
      return "a frame whose body does not have the header's checksum";
    }
    if (Frame.firstPosition(bytes, at) != position) {
      return "a frame for position " + Frame.firstPosition(bytes, at);
    }
    if (Frame.has(bytes, at, Frame.FIRST) == inBatch) {
      return inBatch ? "the start of another batch" : "the rest of a batch without its start";
    }
    return eventsIntact(at) ? null : "a frame whose events do not fill its body";
  }

  private boolean eventsIntact(int at) {
    int end = at + Frame.HEADER_BYTES + Frame.bodyBytes(bytes, at);
    int events = Frame.eventCount(bytes, at);
    long event = Frame.eventsOffset(bytes, at);
    if (Frame.has(bytes, at, Frame.ERASED)) {
      return event + (long) events * EventBatch.HASH_BYTES == end;
    }
    for (int i = 0; i < events; i++) {
      if (event + EventLayout.HEADER_BYTES > end) {
        return false;
      }
      event += EventLayout.sizeBytes(bytes, (int) event);
    }
    return event == end;
  }

  private boolean fill(int offset, int size, long limit) throws IOException {
    if (offset + (long) size > Math.min(limit, fileBytes)) {
      return false;
    }
    if (offset >= start && offset + (long) size <= start + (long) length) {
      return true;
    }
    if (size > bytes.length) {
      bytes = new byte[size];
    }
    start = offset;
    length = file.readFully(ByteBuffer.wrap(bytes), offset);
    return length >= size;
  }
}
