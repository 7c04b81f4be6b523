package dev.evert.dataflow.operator;

import dev.evert.dataflow.OperatorStats;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.output.View;
import java.util.List;

/**
 * A part of a circuit. Operators stand in an order in which each comes after those that it takes
 * rows from; a sweep visits them in that order.
 *
 * <p>An operator whose output has become large hands it on at once ({@link #drain}): all operators
 * after it are visited, and then it goes on. What they see in between is the effect of a part of
 * the changes, which later parts complete.
 */
abstract class Operator {
  private final String label;
  private final Feed out = new Feed();
  private Sweep sweep = _ -> {};
  private int place;
  private String origin = "";
  private long nanos;

  /** Hands control to the operators after a place. */
  @FunctionalInterface
  interface Sweep {
    void from(int place);
  }

  Operator(String label) {
    this.label = label;
  }

  final void placeAt(int place, Sweep sweep) {
    this.place = place;
    this.sweep = sweep;
  }

  /** Gives it the id that it is known by from run to run. */
  final void identify(String id) {
    origin = id;
  }

  /** The id that it is known by from run to run; empty if it has none. */
  final String origin() {
    return origin;
  }

  /** About how many rows it gives at once. */
  void limit(int rows) {
    out.rows().limit(rows);
  }

  /** What it is, for people. */
  final String label() {
    return label;
  }

  /** The rows that it gives. */
  final Feed out() {
    return out;
  }

  /** Takes all that its inputs hold, and gives what comes of it. */
  abstract void visit();

  /**
   * Takes what its inputs hold while more of the same step is to come: what it would only have to
   * take back may wait for the {@linkplain #visit visit} that ends the step.
   */
  void visitInPart() {
    visit();
  }

  /** The arrangements that are its own. */
  List<Arrangement> arrangements() {
    return List.of();
  }

  /** The views that it adds to. */
  List<View> views() {
    return List.of();
  }

  /** It has worked for so long. */
  final void worked(long more) {
    nanos += more;
  }

  /** How long it has worked, in nanoseconds. */
  final long nanos() {
    return nanos;
  }

  /** All rows ever taken. */
  long taken() {
    return 0;
  }

  /** Brings its arrangements up to date: they are saved now. */
  void save() {}

  /** Everyone has been visited since it gave its last rows. */
  void reset() {
    out.reset();
  }

  /** Has all that it gave so far taken by the operators after it. */
  final void drain() {
    sweep.from(place + 1);
    reset();
  }

  final void drainIfFull() {
    if (out.rows().isFull()) {
      drain();
    }
  }

  OperatorStats stats() {
    return OperatorStats.of(label, taken(), out.total(), arrangements());
  }
}
