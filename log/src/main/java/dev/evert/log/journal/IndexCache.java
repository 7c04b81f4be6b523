package dev.evert.log.journal;

import dev.evert.log.files.LogFiles;
import dev.evert.log.merkle.TreeEdge;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** The last used indexes of sealed segments. */
final class IndexCache {
  /** An index takes about a hundredth of its segment, more with very small batches. */
  private static final int MAX_INDEXES = 32;

  private final ReentrantLock lock = new ReentrantLock();
  private final LogFiles files;
  private final Function<Segment, TreeEdge> edgeBefore;
  private final Map<Segment, SegmentIndex> indexes =
      new LinkedHashMap<>(MAX_INDEXES, 1f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Segment, SegmentIndex> eldest) {
          return size() > MAX_INDEXES;
        }
      };

  IndexCache(LogFiles files, Function<Segment, TreeEdge> edgeBefore) {
    this.files = files;
    this.edgeBefore = edgeBefore;
  }

  SegmentIndex get(Segment segment) {
    lock.lock();
    try {
      SegmentIndex index = indexes.get(segment);
      if (index == null) {
        index = load(segment);
        indexes.put(segment, index);
      }
      return index;
    } catch (IOException e) {
      throw IoFailure.of(
          "read an index", files.directory() + "/" + segment.name().indexFileName(), e);
    } finally {
      lock.unlock();
    }
  }

  private SegmentIndex load(Segment segment) throws IOException {
    SegmentSummary summary = segment.summary();
    if (summary == null) {
      throw new IllegalStateException("An index is neither in memory nor in a file");
    }
    SegmentIndex index = IndexFile.readIndex(files, segment.name(), summary);
    if (index != null) {
      return index;
    }
    TreeEdge edge = edgeBefore.apply(segment);
    return SegmentBuild.of(files, segment.name(), segment.header(), edge, summary.segmentBytes())
        .index();
  }
}
