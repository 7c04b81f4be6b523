package dev.evert.dataflow.window;

import dev.evert.dataflow.RowFunction;
import dev.evert.dataflow.WindowFunction;
import dev.evert.dataflow.aggregate.StateReader;
import dev.evert.dataflow.aggregate.StateWriter;
import dev.evert.spi.row.RowWriter;
import java.util.List;

/**
 * Computes one function row by row, in order. It may hold what it has seen of rows that are gone;
 * what it holds depends on the rows only, not on where evaluation began.
 */
abstract sealed class Evaluator permits RankEvaluator, LagEvaluator, FrameEvaluator {

  /**
   * The evaluator of a function.
   *
   * @param argument the place of the function's first argument among those of all
   */
  static Evaluator of(
      WindowFunction function, Strip strip, int argument, List<RowFunction> bounds) {
    return switch (function) {
      case WindowFunction.RowNumber _ -> new RankEvaluator(strip, RankEvaluator.Kind.ROW_NUMBER);
      case WindowFunction.Rank(boolean dense) ->
          new RankEvaluator(strip, dense ? RankEvaluator.Kind.DENSE_RANK : RankEvaluator.Kind.RANK);
      case WindowFunction.Lag lag -> new LagEvaluator(strip, argument, lag.distance());
      case WindowFunction.Nth nth -> new NthEvaluator(nth, strip, argument, bounds);
      case WindowFunction.Aggregate aggregate ->
          new AggregateEvaluator(aggregate, strip, argument, bounds);
    };
  }

  /** Begins before a row, with nothing held; rows from {@code base} on can be had. */
  abstract void begin(long base);

  /** Writes the result for a row. */
  abstract void evaluate(long row, RowWriter out);

  /**
   * The first row that must still be there to evaluate the rows after this one, which was evaluated
   * last.
   */
  abstract long needs(long row);

  /** Whether results for the rows to come depend on how many rows there were. */
  abstract boolean counts();

  /**
   * Writes what is held of rows that are not needed any more.
   *
   * @param row the row that is evaluated next
   */
  abstract void write(StateWriter out, long row);

  /** Holds what was written, before the same row, whatever its number is now. */
  abstract void read(StateReader in, long row);
}
