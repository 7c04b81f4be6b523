package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.SharedWork;
import dev.evert.dataflow.state.StateStore;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** All branches of a circuit; several threads visit them at once where there is much to do. */
final class Branches {
  private final Branch[] branches;
  private final Operator[] inputs;
  private final @Nullable Executor workers;
  private final int threads;
  private final long sharedBytes;

  /**
   * @param inputs the tables and streams that branches take rows from
   * @param store knows who works for the circuit
   */
  Branches(List<Branch> branches, List<Operator> inputs, StateStore store) {
    this.branches = branches.toArray(new Branch[0]);
    this.inputs = inputs.toArray(new Operator[0]);
    this.workers = store.workers();
    this.threads = store.parallelWork();
    this.sharedBytes = store.sharedBytes();
  }

  /**
   * Has what tables and streams give go through.
   *
   * @param inPart whether more of the same step is to come
   * @param bytes of changes that the step has
   * @param factor for how many steps it counts where time is measured
   */
  void visit(boolean inPart, long bytes, int factor) {
    if (workers != null && threads > 1 && branches.length > 1 && bytes >= sharedBytes) {
      for (Operator input : inputs) {
        input.arrangements().forEach(Arrangement::runs); // found once, before many ask for them
      }
      SharedWork.run(workers, threads, branches.length, i -> branches[i].visit(inPart, factor));
      return;
    }
    for (Branch branch : branches) {
      branch.visit(inPart, factor);
    }
  }
}
