package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.output.View;
import java.util.List;

/** What some operators of a circuit have of its memory. */
final class MemoryShare {
  private final Operator[] operators;
  private volatile long bytes;

  MemoryShare(List<Operator> operators) {
    this.operators = operators.toArray(new Operator[0]);
  }

  /** The heap that runs and buffers took when that was measured last. Any thread. */
  long bytes() {
    return bytes;
  }

  /** The heap that runs and buffers take. */
  long measure() {
    long sum = 0;
    for (Operator operator : operators) {
      for (Arrangement arrangement : operator.arrangements()) {
        sum += arrangement.memoryBytes();
      }
      for (View view : operator.views()) {
        sum += view.memoryBytes();
      }
    }
    bytes = sum;
    return sum;
  }

  /**
   * Writes large buffers to runs.
   *
   * @param idle the operators from this one on are at rest
   */
  void flush(int idle, long largeBytes) {
    for (int i = idle; i < operators.length; i++) {
      for (Arrangement arrangement : operators[i].arrangements()) {
        if (arrangement.bufferBytes() > largeBytes) {
          arrangement.flushBeside();
        }
      }
    }
  }

  /** Adds the runs that may leave memory, each held. */
  void holdRuns(List<Run> held) {
    for (Operator operator : operators) {
      for (Arrangement arrangement : operator.arrangements()) {
        arrangement.forEachIdle(run -> held.add(run.hold()));
      }
      for (View view : operator.views()) {
        held.addAll(view.holdRuns());
      }
    }
  }
}
