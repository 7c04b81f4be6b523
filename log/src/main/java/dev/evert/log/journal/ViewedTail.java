package dev.evert.log.journal;

import dev.evert.log.Position;
import dev.evert.log.files.LogFile;
import dev.evert.log.files.LogFiles;
import dev.evert.log.merkle.HighNodes;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last segment of a log that is seen from outside, and how far it has been read. Belongs to one
 * thread at a time.
 */
final class ViewedTail {
  private final LogFiles files;
  private final Recovered parts;
  private final HighNodes high;
  private final @Nullable SegmentBuild build;
  private final SegmentNames names;
  private volatile JournalTree tree;

  ViewedTail(LogFiles files, Recovered parts, HighNodes high, @Nullable SegmentBuild build)
      throws IOException {
    this.files = files;
    this.parts = parts;
    this.high = high;
    this.build = build;
    this.tree = parts.tree();
    this.names = SegmentNames.list(files);
  }

  Recovered parts() {
    return parts;
  }

  JournalTree tree() {
    return tree;
  }

  /**
   * Reads what the writer has added; false if there are other files now, so that another view is
   * needed.
   */
  boolean refresh() throws IOException {
    SegmentBuild growing = build;
    if (growing == null || !SegmentNames.list(files).segments().equals(names.segments())) {
      return false;
    }
    Segment last = parts.segments().last();
    try (LogFile file = files.openForReading(last.fileName())) {
      int from = last.durableBytes();
      long position = parts.durable().get();
      SegmentScan.End end =
          new SegmentScan(file, last.header()).run(from, position, Long.MAX_VALUE, (_, _, _) -> {});
      if (end.vouched() > position) {
        int known = growing.index().highNodes().sizeBytes();
        growing.more(file, last.header(), from, position, end.commitOffset());
        byte[] all = growing.index().highNodes().toBytes();
        SegmentSummary.forEachHighNode(
            Arrays.copyOfRange(all, known, all.length), (level, hash) -> high.add(level, hash, 0));
        publish(last, growing, end);
        parts.replayRegistrations(Position.ofOrdinal(position));
      }
    }
    return true;
  }

  private void publish(Segment last, SegmentBuild growing, SegmentScan.End end) {
    last.publish(end.commitOffset());
    tree = new JournalTree(parts.segments(), parts.durable(), high, growing.edge());
    parts.durable().advance(end.vouched());
  }
}
