package dev.evert.dataflow;

import java.util.List;

/**
 * What a circuit is made of.
 *
 * @param batchRows about how many rows an operator hands on at once
 */
public record CircuitPlan(
    List<Node.Table> tables, List<ViewPlan> views, List<IndexPlan> indexes, int batchRows) {
  public CircuitPlan {
    tables = List.copyOf(tables);
    views = List.copyOf(views);
    indexes = List.copyOf(indexes);
  }

  /** Identifies what the circuit computes and keeps. */
  public String fingerprint() {
    return Fingerprints.of(this);
  }
}
