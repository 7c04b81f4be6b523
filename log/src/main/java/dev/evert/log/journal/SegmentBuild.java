package dev.evert.log.journal;

import dev.evert.log.EventLayout;
import dev.evert.log.bytes.LittleEndian;
import dev.evert.log.files.LogFile;
import dev.evert.log.files.LogFiles;
import dev.evert.log.merkle.HighNodes;
import dev.evert.log.merkle.NodeHash;
import dev.evert.log.merkle.TreeBuilder;
import dev.evert.log.merkle.TreeEdge;
import java.io.IOException;
import java.util.function.Consumer;

/** Derives from the frames of a segment all that an index file holds. Belongs to one thread. */
final class SegmentBuild {
  private final long firstPosition;
  private final SegmentIndex index = new SegmentIndex();
  private final NodeHash hash = new NodeHash();
  private final byte[] leaf = new byte[NodeHash.BYTES];
  private final TreeBuilder tree;
  private final long wantedSize;
  private final Consumer<TreeEdge> wanted;
  private long lastTimeMicros;
  private int endOffset;

  private long batchFirst;
  private boolean batchIsOperation;
  private long batchHigh;
  private long batchLow;

  private SegmentBuild(
      long firstPosition, TreeEdge before, long wantedSize, Consumer<TreeEdge> wanted) {
    this.firstPosition = firstPosition;
    this.wantedSize = wantedSize;
    this.wanted = wanted;
    this.tree = new TreeBuilder(before, this::keepNode);
  }

  /**
   * Reads a segment.
   *
   * @param before the tree of all events before it
   * @param limit the offset after its last frame
   */
  static SegmentBuild of(
      LogFiles files, SegmentName name, SegmentHeader header, TreeEdge before, int limit)
      throws IOException {
    return of(files, name, header, before, limit, -1, _ -> {});
  }

  /**
   * Reads a segment, and shows the tree when it has a certain size.
   *
   * @param wantedSize when the tree is shown
   */
  static SegmentBuild of(
      LogFiles files,
      SegmentName name,
      SegmentHeader header,
      TreeEdge before,
      int limit,
      long wantedSize,
      Consumer<TreeEdge> wanted)
      throws IOException {
    SegmentBuild build = new SegmentBuild(header.firstPosition(), before, wantedSize, wanted);
    try (LogFile file = files.openForReading(name.fileName())) {
      SegmentScan.End end = new SegmentScan(file, header).run(limit, build::frame);
      build.endOffset = end.offset();
      if (end.offset() < Math.min(limit, file.size())) {
        throw Corruption.at(
            files.directory() + "/" + file.name(),
            end.stopOffset(),
            end.stopPosition(),
            end.expected(),
            end.found());
      }
    }
    return build;
  }

  /** Reads frames that were added, from a batch's start on. */
  void more(LogFile file, SegmentHeader header, int from, long position, int limit)
      throws IOException {
    new SegmentScan(file, header).run(from, position, limit, this::frame);
    endOffset = limit;
  }

  private void keepNode(int level, long number, byte[] bytes, int at) {
    if (level == TreeBuilder.STORED_LEVEL) {
      index.nodes().add(bytes, at);
    } else if (level >= HighNodes.LEVEL) {
      index.highNodes().add(level, bytes, at);
    }
  }

  private void frame(byte[] bytes, int at, int offset) {
    int events = Frame.eventCount(bytes, at);
    if (events == 0) {
      return;
    }
    lastTimeMicros = Math.max(lastTimeMicros, Frame.timeMicros(bytes, at));
    index.addFrame(Frame.firstPosition(bytes, at) - firstPosition, offset);
    int first = Frame.eventsOffset(bytes, at);
    if (Frame.has(bytes, at, Frame.ERASED)) {
      appendErased(bytes, first, events);
    } else {
      appendEvents(bytes, first, events, offset);
    }
    addOperation(bytes, at);
  }

  private void appendErased(byte[] bytes, int first, int events) {
    for (int i = 0; i < events; i++) {
      System.arraycopy(bytes, first + i * NodeHash.BYTES, leaf, 0, NodeHash.BYTES);
      appendLeaf();
    }
  }

  private void appendEvents(byte[] bytes, int first, int events, int offset) {
    FrameStreams streams = new FrameStreams();
    int event = first;
    for (int i = 0; i < events; i++) {
      int size = (int) EventLayout.sizeBytes(bytes, event);
      int stream = EventLayout.stream(bytes, event);
      if (streams.add(stream)) {
        index.addStream(stream, offset);
      }
      hash.leaf(bytes, event, size, leaf, 0);
      appendLeaf();
      event += size;
    }
  }

  private void appendLeaf() {
    tree.append(leaf, 0, 1);
    if (tree.size() == wantedSize) {
      wanted.accept(tree.edge());
    }
  }

  private void addOperation(byte[] bytes, int at) {
    if (Frame.has(bytes, at, Frame.FIRST)) {
      batchFirst = Frame.firstPosition(bytes, at);
      batchIsOperation = Frame.has(bytes, at, Frame.OPERATION);
      if (batchIsOperation) {
        batchHigh = LittleEndian.getLong(bytes, at + Frame.HEADER_BYTES);
        batchLow = LittleEndian.getLong(bytes, at + Frame.HEADER_BYTES + Long.BYTES);
      }
    }
    if (batchIsOperation && Frame.has(bytes, at, Frame.LAST)) {
      long end = Frame.firstPosition(bytes, at) + Frame.eventCount(bytes, at);
      index.operations().add(batchHigh, batchLow, batchFirst, (int) (end - batchFirst));
    }
  }

  SegmentIndex index() {
    return index;
  }

  /** The tree of all events up to the segment's end. */
  TreeEdge edge() {
    return tree.edge();
  }

  /** A summary like that of an older generation, with what is different now. */
  SegmentSummary summary(SegmentSummary old) {
    return new SegmentSummary(
        old.logId(),
        old.firstPosition(),
        old.endPosition(),
        old.lastTimeMicros(),
        endOffset,
        old.edge(),
        old.highNodes(),
        index.streamNumbers(),
        index.operations().count(),
        0);
  }

  /** When the last event was appended. */
  long lastTimeMicros() {
    return lastTimeMicros;
  }
}
