package dev.evert.dataflow.operator;

import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.delta.EntryBatch;

/** Gives what one body of a recursion came to in all its iterations. */
final class ResultOperator extends Operator {
  private final Delta gathered = new Delta();
  private final Consolidation consolidation = new Consolidation(new EntryBatch());
  private boolean isWanted;

  ResultOperator(String label) {
    super(label);
  }

  /** Someone takes the rows. */
  void want() {
    isWanted = true;
  }

  void add(byte[] bytes, int from, int to, long weight, long cause) {
    if (isWanted) {
      gathered.add(bytes, from, to, weight, cause);
    }
  }

  /** The recursion gives what is true in the end when its own visit ends the step. */
  @Override
  void visitInPart() {}

  @Override
  void visit() {
    consolidation.consolidate(gathered, this::give);
    gathered.reset();
  }

  private void give(byte[] bytes, int from, int to, long weight, long cause) {
    out().rows().add(bytes, from, to, weight, cause);
    drainIfFull();
  }
}
