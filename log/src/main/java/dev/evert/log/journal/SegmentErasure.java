package dev.evert.log.journal;

import dev.evert.log.EventLayout;
import dev.evert.log.files.AtomicFile;
import dev.evert.log.files.LogFile;
import dev.evert.log.files.LogFiles;
import dev.evert.log.merkle.NodeHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Writes the next generation of a sealed segment, without the events of some streams. In their
 * place stand their leaf hashes, so that positions, the tree and its proofs stay as they are. A
 * frame that holds both kinds becomes several, of the same batch. Belongs to one thread.
 */
final class SegmentErasure {
  private static final int BUFFER_BYTES = 1 << 20;

  private final IntPredicate erased;
  private final LogFile to;
  private final Checksum checksum = new Checksum();
  private final NodeHash hash = new NodeHash();
  private ByteBuffer out = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long written;

  private SegmentErasure(IntPredicate erased, LogFile to, SegmentHeader header) {
    this.erased = erased;
    this.to = to;
    checksum.enter(header.logId(), header.firstPosition());
  }

  /**
   * Writes the new file; the old one stays.
   *
   * @param erased the numbers of the streams whose events go
   * @return the name of the new file
   */
  static SegmentName write(LogFiles files, Segment segment, IntPredicate erased)
      throws IOException {
    SegmentName next = segment.name().next();
    try (LogFile from = files.openForReading(segment.fileName())) {
      AtomicFile.write(
          files, next.fileName(), false, to -> write(files, segment, from, to, erased));
    }
    return next;
  }

  private static void write(
      LogFiles files, Segment segment, LogFile from, LogFile to, IntPredicate erased)
      throws IOException {
    SegmentErasure erasure = new SegmentErasure(erased, to, segment.header());
    erasure.out.put(segment.header().toBytes());
    SegmentScan scan = new SegmentScan(from, segment.header());
    SegmentScan.End end = scan.run(segment.durableBytes(), erasure::frame);
    if (end.offset() < segment.durableBytes()) {
      throw Corruption.at(
          files.directory() + "/" + segment.fileName(),
          end.stopOffset(),
          end.stopPosition(),
          end.expected(),
          end.found());
    }
    erasure.flush();
  }

  private void frame(byte[] bytes, int at, int offset) throws IOException {
    int events = Frame.eventCount(bytes, at);
    int event = Frame.eventsOffset(bytes, at);
    if (events == 0 || Frame.has(bytes, at, Frame.ERASED)) {
      copy(bytes, at, Frame.sizeBytes(bytes, at));
      return;
    }
    int first = 0;
    while (first < events) {
      boolean gone = erased.test(EventLayout.stream(bytes, event));
      int end = event;
      int last = first;
      while (last < events && erased.test(EventLayout.stream(bytes, end)) == gone) {
        end += (int) EventLayout.sizeBytes(bytes, end);
        last++;
      }
      byte[] body =
          gone ? hashes(bytes, event, last - first) : Arrays.copyOfRange(bytes, event, end);
      addFrame(bytes, at, first, last, gone, body);
      first = last;
      event = end;
    }
  }

  private byte[] hashes(byte[] bytes, int from, int count) {
    byte[] hashes = new byte[count * NodeHash.BYTES];
    int event = from;
    for (int i = 0; i < count; i++) {
      int size = (int) EventLayout.sizeBytes(bytes, event);
      hash.leaf(bytes, event, size, hashes, i * NodeHash.BYTES);
      event += size;
    }
    return hashes;
  }

  /**
   * Writes a part of an old frame, from its first to before its last event, as a frame of its own.
   */
  private void addFrame(byte[] old, int at, int first, int last, boolean gone, byte[] events)
      throws IOException {
    int flags = Frame.flags(old, at);
    if (first > 0) {
      flags &= ~(Frame.FIRST | Frame.OPERATION);
    }
    if (last < Frame.eventCount(old, at)) {
      flags &= ~Frame.LAST;
    }
    boolean operation = (flags & Frame.OPERATION) != 0;
    int operationBytes = operation ? Frame.OPERATION_BYTES : 0;
    byte[] body = new byte[operationBytes + events.length];
    System.arraycopy(old, at + Frame.HEADER_BYTES, body, 0, operationBytes);
    System.arraycopy(events, 0, body, operationBytes, events.length);
    reserve(body.length + Frame.OVERHEAD_BYTES);
    int to = out.position();
    Frame.begin(
        out,
        to,
        body.length,
        last - first,
        gone ? flags | Frame.ERASED : flags,
        checksum.ofBody(body, 0, body.length));
    out.put(to + Frame.HEADER_BYTES, body);
    Frame.finish(
        out,
        to,
        Frame.firstPosition(old, at) + first,
        Frame.durableEnd(old, at),
        Frame.timeMicros(old, at),
        checksum);
    out.position(to + body.length + Frame.OVERHEAD_BYTES);
  }

  private void copy(byte[] bytes, int at, int size) throws IOException {
    reserve(size);
    out.put(bytes, at, size);
  }

  private void reserve(int bytes) throws IOException {
    if (out.remaining() < bytes) {
      flush();
    }
    if (out.remaining() < bytes) {
      out = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  private void flush() throws IOException {
    out.flip();
    int size = out.limit();
    to.writeFully(out, written);
    written += size;
    out.clear();
  }
}
