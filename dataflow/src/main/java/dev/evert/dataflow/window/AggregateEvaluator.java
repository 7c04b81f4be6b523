package dev.evert.dataflow.window;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.RowFunction;
import dev.evert.dataflow.WindowFunction;
import dev.evert.dataflow.aggregate.Accumulator;
import dev.evert.dataflow.aggregate.ExtremeAccumulator;
import dev.evert.dataflow.aggregate.OrderedAccumulator;
import dev.evert.dataflow.aggregate.StateReader;
import dev.evert.dataflow.aggregate.StateWriter;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates frames. As the frame moves on, rows are taken in at its end and taken back at its
 * start; what can not take back is computed anew, unless no row ever leaves.
 */
final class AggregateEvaluator extends FrameEvaluator {
  private final Strip strip;
  private final int argument;
  private final Accumulator accumulator;
  private final @Nullable OrderedFrame ordered;
  private final @Nullable ExtremeFrame extremes;
  private final boolean retracts;

  /** No row ever leaves: rows that were taken in need not be kept. */
  private final boolean running;

  /** The rows that the accumulator holds. */
  private long low;

  private long high;

  AggregateEvaluator(
      WindowFunction.Aggregate function, Strip strip, int argument, List<RowFunction> bounds) {
    super(function.frame(), strip, bounds);
    this.strip = strip;
    this.argument = argument;
    this.accumulator = accumulator(function.function());
    this.ordered =
        accumulator instanceof OrderedAccumulator values ? new OrderedFrame(values) : null;
    this.retracts = ordered == null && !(accumulator instanceof ExtremeAccumulator);
    this.running = fromFirst() && (retracts || (ordered == null && !excludes()));
    this.extremes =
        accumulator instanceof ExtremeAccumulator extreme && !running && !excludes()
            ? new ExtremeFrame(extreme, strip, argument)
            : null;
  }

  private static Accumulator accumulator(AggregateFunction function) {
    return switch (function) {
      case AggregateFunction.Distinct _, AggregateFunction.ApproximateCount _ ->
          throw new IllegalArgumentException(function + " of a frame");
      case AggregateFunction other -> Accumulator.of(other);
    };
  }

  @Override
  void begin(long base) {
    super.begin(base);
    accumulator.clear();
    if (extremes != null) {
      extremes.begin(base);
    }
    low = base;
    high = base;
  }

  @Override
  void evaluateFrame(RowWriter out) {
    if (ordered != null) {
      collect(ordered, out);
      return;
    }
    if (extremes != null) {
      extremes.hold(start(), end());
      extremes.result(out);
      return;
    }
    if (!retracts && !running) {
      accumulator.clear();
      for (int i = 0; i < parts(); i++) {
        add(from(i), to(i), 1);
      }
      accumulator.result(out);
      return;
    }
    hold(start(), end());
    if (!excludes()) {
      accumulator.result(out);
      return;
    }
    addExcluded(-1);
    try {
      accumulator.result(out);
    } finally {
      addExcluded(1);
    }
  }

  private void collect(OrderedFrame values, RowWriter out) {
    values.begin();
    for (int i = 0; i < parts(); i++) {
      for (long row = from(i); row < to(i); row++) {
        RowReader entry = strip.argument(row, argument);
        if (entry.isPresent()) {
          values.add(entry);
        }
      }
    }
    values.result(out);
  }

  /** Makes the accumulator hold these rows. */
  private void hold(long from, long to) {
    if (from >= high && from > low) {
      accumulator.clear();
      low = from;
      high = from;
    }
    add(low, from, -1);
    low = Math.max(low, from);
    add(high, to, 1);
    high = Math.max(high, to);
  }

  private void addExcluded(int weight) {
    long at = start();
    for (int i = 0; i < parts(); i++) {
      add(at, from(i), weight);
      at = to(i);
    }
    add(at, end(), weight);
  }

  private void add(long from, long to, int weight) {
    for (long row = from; row < to; row++) {
      RowReader field = strip.argument(row, argument);
      if (field.isPresent()) {
        accumulator.add(field, weight);
      }
    }
  }

  @Override
  long needs(long row) {
    long needed = Math.min(super.needs(row), Math.max(high, row + 1));
    return running ? Math.min(needed, high) : Math.min(needed, start());
  }

  @Override
  boolean counts() {
    return false;
  }

  @Override
  void write(StateWriter out, long row) {
    if (running) {
      out.writeLong(high - row);
      accumulator.write(out);
    }
  }

  @Override
  void read(StateReader in, long row) {
    if (running) {
      low = 0;
      high = row + in.readLong();
      accumulator.read(in);
    }
  }
}
