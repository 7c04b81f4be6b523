package dev.evert.dataflow.operator;

import dev.evert.dataflow.delta.Delta;

/**
 * An operator inside of a recursion whose changes may concern later iterations than the one that is
 * under way. What it gives of a later one waits until that is reached.
 */
abstract class RecursiveOperator extends Operator {
  private final Iteration iteration;
  private final LaterRows later = new LaterRows();

  RecursiveOperator(String label, Iteration iteration) {
    super(label);
    this.iteration = iteration;
  }

  final int now() {
    return iteration.now();
  }

  /** Where rows of an iteration go; {@link #gave} is called after each. */
  final Delta target(int at) {
    return at <= now() ? out().rows() : later.at(at);
  }

  /** A row was put to where those of an iteration go. */
  final void gave(int at) {
    if (at <= now()) {
      drainIfFull();
    }
  }

  /** Gives what waited for the iteration that is under way. */
  final void giveWaiting() {
    Delta rows = later.take(now());
    if (rows != null) {
      give(rows);
      later.recycle(rows);
    }
  }

  /** Gives rows that waited. */
  void give(Delta rows) {
    for (int i = 0; i < rows.size(); i++) {
      out().rows().add(rows.bytes(), rows.from(i), rows.to(i), rows.weight(i), rows.cause(i));
      drainIfFull();
    }
  }

  /** The first iteration that something waits for. */
  final int next() {
    return later.first();
  }

  /** The last iteration is over. */
  void end() {}
}
