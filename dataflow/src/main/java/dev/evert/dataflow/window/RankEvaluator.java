package dev.evert.dataflow.window;

import dev.evert.dataflow.aggregate.StateReader;
import dev.evert.dataflow.aggregate.StateWriter;
import dev.evert.spi.row.RowWriter;

/** Counts the rows or groups before a row. */
final class RankEvaluator extends Evaluator {
  private final Strip strip;
  private final Kind kind;

  /** What is counted. */
  enum Kind {
    ROW_NUMBER,
    RANK,
    DENSE_RANK
  }

  RankEvaluator(Strip strip, Kind kind) {
    this.strip = strip;
    this.kind = kind;
  }

  @Override
  void begin(long base) {}

  @Override
  void evaluate(long row, RowWriter out) {
    long before =
        switch (kind) {
          case ROW_NUMBER -> row;
          case RANK -> strip.groupStart(row);
          case DENSE_RANK -> strip.group(row);
        };
    out.putInt8(before + 1);
  }

  @Override
  long needs(long row) {
    return row + 1;
  }

  @Override
  boolean counts() {
    return true;
  }

  @Override
  void write(StateWriter out, long row) {}

  @Override
  void read(StateReader in, long row) {}
}
