package dev.evert.dataflow.output;

import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.digest.Digest;

/**
 * The changes of a view after one time and up to another: runs with causes. What the view was at
 * the end is kept with it.
 */
final class Interval {
  private final Arrangement changes;
  private final long from;
  private long to;
  private Digest digest;

  /** Takes over an arrangement with causes. */
  Interval(long from, long to, Digest digest, Arrangement changes) {
    assert from < to;
    this.from = from;
    this.to = to;
    this.digest = digest;
    this.changes = changes;
  }

  long from() {
    return from;
  }

  long to() {
    return to;
  }

  /** The digest of the view at {@link #to}. */
  Digest digest() {
    return digest;
  }

  Arrangement changes() {
    return changes;
  }

  /** Takes over the changes of the interval that follows: the time between is forgotten. */
  void join(Interval next) {
    assert next.from == to;
    for (Run run : next.changes.take()) {
      changes.restore(run);
    }
    to = next.to;
    digest = next.digest;
  }
}
