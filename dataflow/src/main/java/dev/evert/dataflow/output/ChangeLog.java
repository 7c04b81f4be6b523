package dev.evert.dataflow.output;

import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.digest.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a view that some reader has not read: intervals without gaps, from a floor up to
 * the last publication. Guarded by its view.
 */
final class ChangeLog {
  private final List<Interval> intervals = new ArrayList<>();
  private long floor;
  private Digest floorDigest;

  /** Nothing after this time yet. */
  ChangeLog(long time, Digest digest) {
    this.floor = time;
    this.floorDigest = digest;
  }

  List<Interval> intervals() {
    return intervals;
  }

  /** The time from which on changes are there. */
  long floor() {
    return floor;
  }

  Digest floorDigest() {
    return floorDigest;
  }

  /** The time up to which changes are there. */
  long end() {
    return intervals.isEmpty() ? floor : intervals.getLast().to();
  }

  void append(Interval interval) {
    assert interval.from() == end();
    intervals.add(interval);
  }

  /** Whether changes can be read from this time on, or up to it. */
  boolean isBorder(long time) {
    return digest(time) != null;
  }

  /** The digest of the view at a border; null if the time is none. */
  @Nullable Digest digest(long time) {
    if (time == floor) {
      return floorDigest;
    }
    for (Interval interval : intervals) {
      if (interval.to() == time) {
        return interval.digest();
      }
    }
    return null;
  }

  /** The runs of the changes between two borders. */
  List<Run> between(long from, long to) {
    List<Run> runs = new ArrayList<>();
    for (Interval interval : intervals) {
      if (interval.from() >= from && interval.to() <= to) {
        runs.addAll(List.of(interval.changes().runs()));
      }
    }
    return runs;
  }

  /** Forgets the changes up to a border. */
  void dropUpTo(long time) {
    while (!intervals.isEmpty() && intervals.getFirst().to() <= time) {
      Interval first = intervals.removeFirst();
      floor = first.to();
      floorDigest = first.digest();
      first.changes().clear();
    }
  }

  /** Forgets the borders that are not wanted. */
  void keepBorders(Set<Long> wanted) {
    for (int i = intervals.size() - 1; i > 0; i--) {
      Interval former = intervals.get(i - 1);
      if (!wanted.contains(former.to())) {
        former.join(intervals.remove(i));
      }
    }
  }

  /** Merges runs; returns through how many entries it went. */
  long maintain(long entries) {
    long left = entries;
    for (Interval interval : intervals) {
      left -= interval.changes().maintain(left);
    }
    return entries - left;
  }

  /** Merges as much as was paid for. */
  void settle() {
    for (Interval interval : intervals) {
      interval.changes().settle();
    }
  }

  /** The bytes of the changes after a time. */
  long sizeBytes(long from) {
    long sum = 0;
    for (Interval interval : intervals) {
      if (interval.from() >= from) {
        sum += interval.changes().sizeBytes();
      }
    }
    return sum;
  }
}
