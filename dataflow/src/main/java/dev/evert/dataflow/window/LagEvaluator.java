package dev.evert.dataflow.window;

import dev.evert.dataflow.aggregate.StateReader;
import dev.evert.dataflow.aggregate.StateWriter;
import dev.evert.spi.row.RowWriter;

/** Copies a value from a row at a distance. */
final class LagEvaluator extends Evaluator {
  private final Strip strip;
  private final int argument;
  private final long distance;

  LagEvaluator(Strip strip, int argument, long distance) {
    this.strip = strip;
    this.argument = argument;
    this.distance = distance;
  }

  @Override
  void begin(long base) {}

  @Override
  void evaluate(long row, RowWriter out) {
    long other = row - distance;
    boolean beyond = distance < 0 && other < row;
    if (other >= 0 && !beyond && strip.has(other)) {
      strip.copy(other, argument, out);
    } else {
      strip.copy(row, argument + 1, out);
    }
  }

  @Override
  long needs(long row) {
    return distance > 0 ? Math.max(0, row + 1 - distance) : row + 1;
  }

  @Override
  boolean counts() {
    return false;
  }

  @Override
  void write(StateWriter out, long row) {}

  @Override
  void read(StateReader in, long row) {}
}
