package dev.evert.dataflow;

import java.util.List;

/**
 * What a circuit is made of.
 *
 * @param tables whose changes come in
 * @param streams whose rows come in
 * @param views that are kept
 * @param indexes that are kept
 * @param emissions that are handed on
 * @param batchRows about how many rows an operator hands on at once
 */
public record CircuitPlan(
    List<Node.Table> tables,
    List<Node.Stream> streams,
    List<ViewPlan> views,
    List<IndexPlan> indexes,
    List<EmissionPlan> emissions,
    int batchRows) {
  public CircuitPlan {
    tables = List.copyOf(tables);
    streams = List.copyOf(streams);
    views = List.copyOf(views);
    indexes = List.copyOf(indexes);
    emissions = List.copyOf(emissions);
  }

  /** Identifies what the circuit computes and keeps. */
  public String fingerprint() {
    return Fingerprints.of(this);
  }
}
