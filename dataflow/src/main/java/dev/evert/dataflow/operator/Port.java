package dev.evert.dataflow.operator;

import dev.evert.dataflow.delta.Delta;
import org.jspecify.annotations.Nullable;

/** Where an operator takes the rows of another, each batch once. */
final class Port {
  private final Feed feed;
  private long taken = -1;
  private long total;

  Port(Feed feed) {
    this.feed = feed;
  }

  /** The rows that were not taken yet; null if there are none. */
  @Nullable Delta take() {
    Delta rows = feed.rows();
    if (rows.isEmpty() || taken == feed.generation()) {
      return null;
    }
    taken = feed.generation();
    total += rows.size();
    return rows;
  }

  /** All rows ever taken. */
  long total() {
    return total;
  }
}
