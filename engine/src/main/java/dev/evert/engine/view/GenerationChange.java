package dev.evert.engine.view;

import dev.evert.dataflow.Checkpoint;
import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.state.StateStore;
import dev.evert.engine.pipe.Generation;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes a generation's first checkpoint from the tables of the one before it. Can be done again
 * after a crash: the old state is deleted only when the new one is durable.
 */
public final class GenerationChange {
  private final Path oldDirectory;
  private final PipePlan oldPlan;
  private final Path newDirectory;
  private final PipePlan newPlan;
  private final long stateBytes;

  /**
   * @param oldDirectory holds the state of the generation before
   * @param newDirectory will hold that of the new one
   */
  public GenerationChange(
      Path oldDirectory, PipePlan oldPlan, Path newDirectory, PipePlan newPlan, long stateBytes) {
    this.oldDirectory = oldDirectory;
    this.oldPlan = oldPlan;
    this.newDirectory = newDirectory;
    this.newPlan = newPlan;
    this.stateBytes = stateBytes;
  }

  /** Derives the new generation's view, unless that was done already. */
  public void make(Generation generation) {
    try (StateStore store = StateStore.open(newDirectory, stateBytes / 2)) {
      if (store.saved().isEmpty()) {
        derive(generation, store);
      }
    }
    StateDirectory.delete(oldDirectory);
  }

  private void derive(Generation generation, StateStore store) {
    try (StateStore oldStore = StateStore.open(oldDirectory, stateBytes / 2);
        Circuit old = build(oldPlan, oldStore);
        Circuit next = build(newPlan, store)) {
      if (old.restored().orElse(-1) != generation.from()) {
        throw new EvertException(
            ErrorCode.DATA_CORRUPT,
            "the state in "
                + oldDirectory
                + " is of position "
                + old.restored()
                + ", wanted "
                + generation.from(),
            "Start the pipe with --resnapshot.");
      }
      for (int i = 0; i < newPlan.inputs().size(); i++) {
        String table = PipePlan.table(i);
        TableCopy.copy(old.input(table), next, next.input(table), stateBytes / 2);
      }
      next.publish(generation.from());
      save(next, oldStore.saved().orElseThrow().attachment());
    }
  }

  private static void save(Circuit circuit, byte[] oldNote) {
    CheckpointNote note = new CheckpointNote(CheckpointNote.decode(oldNote).ledgers(), Map.of());
    try (Checkpoint checkpoint = circuit.checkpoint(note.encode())) {
      checkpoint.commit();
    }
  }

  private static Circuit build(PipePlan plan, StateStore store) {
    CircuitBuilder builder = new CircuitBuilder();
    plan.build(builder);
    return builder.build(store);
  }
}
