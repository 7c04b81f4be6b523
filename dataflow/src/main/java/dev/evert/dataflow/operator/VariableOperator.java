package dev.evert.dataflow.operator;

import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.delta.EntryBatch;

/** Gives, in each iteration, what came out of the one before. */
final class VariableOperator extends RecursiveOperator {
  private final Consolidation consolidation = new Consolidation(new EntryBatch());

  VariableOperator(String label, Iteration iteration) {
    super(label, iteration);
  }

  @Override
  void visit() {
    giveWaiting();
  }

  /** Changes that cancel out go no further. */
  @Override
  void give(Delta rows) {
    consolidation.consolidate(rows, this::pass);
  }

  private void pass(byte[] bytes, int from, int to, long weight, long cause) {
    out().rows().add(bytes, from, to, weight, cause);
    drainIfFull();
  }
}
