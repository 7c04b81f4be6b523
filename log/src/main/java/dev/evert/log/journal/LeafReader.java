package dev.evert.log.journal;

import dev.evert.log.EventLayout;
import dev.evert.log.merkle.NodeHash;
import dev.evert.log.merkle.StoredNodes;
import dev.evert.log.merkle.TreeBuilder;

/** The tree's leaves, from the events or from what retention left of them, and its stored nodes. */
final class LeafReader implements AutoCloseable {
  private final SegmentList segments;
  private final FrameCursor frames;
  private final NodeHash hash = new NodeHash();

  LeafReader(SegmentList segments, DurableEnd durable) {
    this.segments = segments;
    this.frames = new FrameCursor(segments, durable, null, JournalReader.SEQUENTIAL_BYTES);
  }

  /** The leaf hashes from a position to before another; see {@link StoredNodes.Leaves}. */
  byte[] leaves(long first, long end) {
    byte[] result = new byte[Math.toIntExact(end - first) * NodeHash.BYTES];
    frames.seek(first);
    while (frames.position() < end && frames.next()) {
      copyFrame(frames.bytes(), frames.at(), first, end, result);
    }
    return result;
  }

  private void copyFrame(byte[] bytes, int at, long first, long end, byte[] result) {
    boolean erased = Frame.has(bytes, at, Frame.ERASED);
    long position = Frame.firstPosition(bytes, at);
    long frameEnd = Math.min(end, position + Frame.eventCount(bytes, at));
    int event = Frame.eventsOffset(bytes, at);
    for (; position < frameEnd; position++) {
      int size = erased ? NodeHash.BYTES : (int) EventLayout.sizeBytes(bytes, event);
      int to = (int) (position - first) * NodeHash.BYTES;
      if (position >= first && erased) {
        System.arraycopy(bytes, event, result, to, NodeHash.BYTES);
      } else if (position >= first) {
        hash.leaf(bytes, event, size, result, to);
      }
      event += size;
    }
  }

  /** The stored nodes from an index to before another; see {@link StoredNodes.Leaves}. */
  byte[] storedNodes(long first, long end) {
    byte[] result = new byte[Math.toIntExact(end - first) * NodeHash.BYTES];
    long from = first;
    while (from < end) {
      long lastLeaf = ((from + 1) << TreeBuilder.STORED_LEVEL) - 1;
      Segment segment = segments.get(segments.indexOf(lastLeaf));
      NodeList nodes = segments.index(segment).nodes();
      long segmentFirst = segment.firstPosition() >>> TreeBuilder.STORED_LEVEL;
      long to = Math.min(end, segmentFirst + nodes.count());
      nodes.copy(
          (int) (from - segmentFirst),
          (int) (to - segmentFirst),
          result,
          (int) (from - first) * NodeHash.BYTES);
      from = to;
    }
    return result;
  }

  @Override
  public void close() {
    frames.close();
  }
}
