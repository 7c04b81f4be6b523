package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.state.StateStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Keeps to the memory that runs and buffers of a circuit may take. */
final class CircuitMemory {
  /** How often steps that change little look after the memory; others do by what they change. */
  private static final int STEPS_PER_BALANCE = 256;

  /** A buffer of this part of the memory, or more, is large: there is little in the others. */
  private static final int BUFFER_PART = 16;

  private final StateStore store;
  private final MemoryShare inputs;
  private final List<MemoryShare> branches;
  private int unbalancedSteps;
  private long unbalancedBytes;

  /**
   * The memory of a store.
   *
   * @param inputs what tables and streams, and errors, have
   * @param branches what each branch has
   */
  CircuitMemory(StateStore store, MemoryShare inputs, List<MemoryShare> branches) {
    this.store = store;
    this.inputs = inputs;
    this.branches = List.copyOf(branches);
  }

  /** A step with so many bytes of changes is over. */
  void stepped(long bytes) {
    unbalancedBytes += bytes;
    boolean much = unbalancedBytes > store.memoryBytes() / STEPS_PER_BALANCE;
    if (much || ++unbalancedSteps >= STEPS_PER_BALANCE) {
      balance(0);
    }
  }

  /**
   * Looks after all of it, while all branches are at rest.
   *
   * @param idleInputs the inputs from this one on are at rest: their buffers may be flushed
   */
  void balance(int idleInputs) {
    unbalancedSteps = 0;
    unbalancedBytes = 0;
    inputs.measure();
    branches.forEach(MemoryShare::measure);
    if (totalBytes() <= store.memoryBytes()) {
      return;
    }
    inputs.flush(idleInputs, largeBytes());
    branches.forEach(branch -> branch.flush(0, largeBytes()));
    List<Run> held = new ArrayList<>();
    inputs.holdRuns(held);
    branches.forEach(branch -> branch.holdRuns(held));
    spill(held, store.memoryBytes());
  }

  /**
   * Looks after a branch that is at work, as others may be: it may have as large a part of the
   * memory as it has of all that is taken.
   *
   * @param idle the operators of the branch from this one on are at rest
   */
  void balance(MemoryShare branch, int idle) {
    long own = branch.measure();
    long total = totalBytes();
    if (total <= store.memoryBytes()) {
      return;
    }
    branch.flush(idle, largeBytes());
    List<Run> held = new ArrayList<>();
    branch.holdRuns(held);
    spill(held, (long) ((double) own / total * store.memoryBytes()));
  }

  private long totalBytes() {
    long sum = inputs.bytes();
    for (MemoryShare branch : branches) {
      sum += branch.bytes();
    }
    return sum;
  }

  private long largeBytes() {
    return store.memoryBytes() / BUFFER_PART;
  }

  private void spill(List<Run> held, long mostBytes) {
    try {
      store.balance(new HashSet<>(held), mostBytes);
    } finally {
      held.forEach(Run::release);
    }
  }
}
