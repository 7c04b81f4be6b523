package dev.evert.dataflow.operator;

import dev.evert.dataflow.delta.Delta;

/** The rows that an operator gives, until all who take them have taken them. */
final class Feed {
  private final Delta rows = new Delta();
  private long generation;
  private long total;

  Delta rows() {
    return rows;
  }

  /** Changes whenever new rows come. */
  long generation() {
    return generation;
  }

  /** All rows ever given. */
  long total() {
    return total + rows.size();
  }

  /** Everyone has taken the rows. */
  void reset() {
    if (!rows.isEmpty()) {
      total += rows.size();
      rows.reset();
      generation++;
    }
  }
}
