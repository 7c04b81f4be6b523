package dev.evert.dataflow.window;

import dev.evert.dataflow.RowFunction;
import dev.evert.dataflow.WindowFunction;
import dev.evert.dataflow.aggregate.StateReader;
import dev.evert.dataflow.aggregate.StateWriter;
import dev.evert.spi.row.RowWriter;
import java.util.List;

/** Copies a value from a row of the frame. */
final class NthEvaluator extends FrameEvaluator {
  private final Strip strip;
  private final int argument;
  private final long place;
  private final boolean fromLast;

  /** The value is always that of one row of the partition, which need not be kept. */
  private final boolean fixed;

  private final RowWriter held = new RowWriter();
  private final RowWriter value = new RowWriter();

  NthEvaluator(WindowFunction.Nth function, Strip strip, int argument, List<RowFunction> bounds) {
    super(function.frame(), strip, bounds);
    this.strip = strip;
    this.argument = argument;
    this.place = function.place();
    this.fromLast = function.fromLast();
    this.fixed = fromFirst() && !excludes() && !fromLast;
  }

  @Override
  void begin(long base) {
    super.begin(base);
    held.reset();
  }

  @Override
  void evaluateFrame(RowWriter out) {
    if (fixed && held.size() > 0) {
      out.putEncoded(held.buffer(), 0, held.size());
      return;
    }
    long row = find();
    if (row < 0) {
      out.putNull();
      return;
    }
    strip.copy(row, argument, value.reset());
    out.putEncoded(value.buffer(), 0, value.size());
    if (fixed) {
      held.reset().putEncoded(value.buffer(), 0, value.size());
    }
  }

  /** The row, or -1 if the frame has too few. */
  private long find() {
    long left = place - 1;
    for (int i = 0; i < parts(); i++) {
      int part = fromLast ? parts() - 1 - i : i;
      long length = to(part) - from(part);
      if (left < length) {
        return fromLast ? to(part) - 1 - left : from(part) + left;
      }
      left -= length;
    }
    return -1;
  }

  @Override
  long needs(long row) {
    long needed = super.needs(row);
    if (fixed) {
      return held.size() > 0 ? needed : Math.min(needed, place - 1);
    }
    if (fromLast && !excludes()) {
      return Math.min(needed, Math.max(start(), end() - place));
    }
    return Math.min(needed, start());
  }

  @Override
  boolean counts() {
    return fixed && held.size() == 0;
  }

  @Override
  void write(StateWriter out, long row) {
    out.writeLength(held.size());
    out.writeBytes(held.buffer(), 0, held.size());
  }

  @Override
  void read(StateReader in, long row) {
    int length = in.readLength();
    held.reset().putEncoded(in.bytes(), in.offset(), length);
    in.skip(length);
  }
}
