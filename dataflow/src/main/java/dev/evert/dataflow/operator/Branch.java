package dev.evert.dataflow.operator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Operators that are tied to each other, and to no others but tables and streams. What they change
 * in a step is theirs alone, so that each branch of a circuit may be visited by another thread;
 * what it gives does not depend on that.
 */
final class Branch {
  private final Operator[] operators;
  private final ErrorStream errors;
  private final CircuitMemory memory;
  private final MemoryShare share;
  private final Stopwatch stopwatch = new Stopwatch();

  /**
   * @param operators each after those that it takes rows from
   * @param share what they have of the memory
   */
  Branch(List<Operator> operators, ErrorStream errors, CircuitMemory memory, MemoryShare share) {
    this.operators = operators.toArray(new Operator[0]);
    this.errors = errors;
    this.memory = memory;
    this.share = share;
    for (int i = 0; i < this.operators.length; i++) {
      this.operators[i].placeAt(i, this::sweep);
    }
  }

  /**
   * Has what tables and streams give go through.
   *
   * @param inPart whether more of the same step is to come
   * @param factor for how many steps it counts where time is measured
   */
  void visit(boolean inPart, int factor) {
    stopwatch.begin(factor);
    for (Operator operator : operators) {
      stopwatch.run(operator);
      if (inPart) {
        operator.visitInPart();
      } else {
        operator.visit();
      }
    }
    stopwatch.end();
    resetFrom(0);
  }

  /** Has a part of a step go through, while an operator before waits. */
  private void sweep(int from) {
    @Nullable Operator outer = stopwatch.running();
    for (int i = from; i < operators.length; i++) {
      stopwatch.run(operators[i]);
      operators[i].visitInPart();
    }
    stopwatch.run(outer);
    resetFrom(from);
    errors.passOn();
    memory.balance(share, from);
  }

  private void resetFrom(int from) {
    for (int i = from; i < operators.length; i++) {
      operators[i].reset();
    }
  }
}
