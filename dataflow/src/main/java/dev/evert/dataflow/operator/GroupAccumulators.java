package dev.evert.dataflow.operator;

import dev.evert.dataflow.AggregateCall;
import dev.evert.dataflow.aggregate.Accumulator;
import dev.evert.dataflow.aggregate.StateReader;
import dev.evert.dataflow.aggregate.StateWriter;
import dev.evert.spi.row.RowWriter;
import java.util.List;

/**
 * What functions know of the rows of a group, one group after the other, where rows only come and
 * what is known of parts of a group can be put together: the latest cause, then each accumulator.
 */
final class GroupAccumulators {
  private final Accumulator[] accumulators;
  private final GivenRow given;
  private long cause;

  GroupAccumulators(List<AggregateCall> calls) {
    this.accumulators = Accumulator.each(calls);
    this.given = new GivenRow(calls);
  }

  /** Knows of no row. */
  void clear() {
    cause = Long.MIN_VALUE;
    for (Accumulator accumulator : accumulators) {
      accumulator.clear();
    }
  }

  /** Knows what was written, and nothing else. */
  void read(StateReader in) {
    cause = in.readLong();
    for (Accumulator accumulator : accumulators) {
      accumulator.read(in);
    }
  }

  /** Knows what was written too. */
  void merge(StateReader in) {
    cause = Math.max(cause, in.readLong());
    for (Accumulator accumulator : accumulators) {
      accumulator.merge(in);
    }
  }

  /** Takes the arguments of a row. */
  void add(RowWriter row, long rowCause) {
    cause = Math.max(cause, rowCause);
    given.set(row.buffer(), 0, row.size());
    for (int call = 0; call < accumulators.length; call++) {
      if (given.counts(call)) {
        given.add(call, accumulators[call], 1);
      }
    }
  }

  void write(StateWriter out) {
    out.writeLong(cause);
    for (Accumulator accumulator : accumulators) {
      accumulator.write(out);
    }
  }

  /** Writes a field for each function. */
  void result(RowWriter out) {
    for (Accumulator accumulator : accumulators) {
      accumulator.result(out);
    }
  }

  /** The latest cause. */
  long cause() {
    return cause;
  }
}
