package dev.evert.log.journal;

import dev.evert.log.LogId;
import dev.evert.log.files.LogFiles;
import dev.evert.log.merkle.TreeEdge;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The segments of a log in order of position; at least one. */
final class SegmentList {
  private final LogFiles files;
  private final LogId logId;
  private final IndexCache cache;

  /** Held while the list is replaced; reading it needs no lock. */
  private final ReentrantLock lock = new ReentrantLock();

  private volatile Segment[] segments;

  SegmentList(LogFiles files, List<Segment> segments) {
    this.files = files;
    this.segments = segments.toArray(Segment[]::new);
    this.logId = this.segments[0].header().logId();
    this.cache = new IndexCache(files, this::edgeBefore);
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
    lock.lock();
    try {
      Segment[] known = segments;
      Segment[] more = Arrays.copyOf(known, known.length + 1);
      more[known.length] = segment;
      segments = more;
    } finally {
      lock.unlock();
    }
  }

  /** Puts a new generation in a segment's place. */
  void replace(int index, Segment by) {
    lock.lock();
    try {
      Segment[] copy = segments.clone();
      copy[index] = by;
      segments = copy;
    } finally {
      lock.unlock();
    }
  }

  int count() {
    return segments.length;
  }

  Segment get(int index) {
    return segments[index];
  }

  Segment last() {
    Segment[] known = segments;
    return known[known.length - 1];
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

  /** What is derived from a segment, from memory or from its index file. */
  SegmentIndex index(Segment segment) {
    SegmentIndex inMemory = segment.memoryIndex();
    return inMemory != null ? inMemory : cache.get(segment);
  }

  /** The tree of all events before a segment. */
  TreeEdge edgeBefore(Segment segment) {
    if (segment.firstPosition() == 0) {
      return TreeEdge.EMPTY;
    }
    Sealing before = get(indexOf(segment.firstPosition() - 1)).sealing();
    if (before == null) {
      throw new IllegalStateException("A segment follows one that is not sealed");
    }
    return before.edge();
  }
}
