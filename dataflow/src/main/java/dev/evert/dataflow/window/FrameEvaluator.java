package dev.evert.dataflow.window;

import dev.evert.dataflow.Frame;
import dev.evert.dataflow.RowFunction;
import dev.evert.spi.row.RowWriter;
import java.util.List;

/** Computes a function of a frame. */
abstract sealed class FrameEvaluator extends Evaluator permits NthEvaluator, AggregateEvaluator {
  private static final int MAX_PARTS = 3;

  private final Strip strip;
  private final Frame frame;
  private final Edge startEdge;
  private final Edge endEdge;
  private long start;
  private long end;
  private long groupStart;
  private final long[] froms = new long[MAX_PARTS];
  private final long[] tos = new long[MAX_PARTS];
  private int parts;

  FrameEvaluator(Frame frame, Strip strip, List<RowFunction> bounds) {
    this.strip = strip;
    this.frame = frame;
    this.startEdge = new Edge(frame.start(), false, strip, bounds);
    this.endEdge = new Edge(frame.end(), true, strip, bounds);
  }

  @Override
  void begin(long base) {
    startEdge.begin(base);
    endEdge.begin(base);
    start = base;
    end = base;
    groupStart = base;
  }

  @Override
  final void evaluate(long row, RowWriter out) {
    groupStart = strip.groupStart(row);
    start = startEdge.of(row);
    end = Math.max(start, endEdge.of(row));
    divide(row);
    evaluateFrame(out);
  }

  /** Divides the frame by what is excluded. */
  private void divide(long row) {
    parts = 0;
    switch (frame.exclusion()) {
      case NOTHING -> part(start, end);
      case CURRENT_ROW -> {
        part(start, Math.min(end, row));
        part(Math.max(start, row + 1), end);
      }
      case GROUP -> {
        part(start, Math.min(end, groupStart));
        part(Math.max(start, strip.groupEnd(row)), end);
      }
      case TIES -> {
        part(start, Math.min(end, groupStart));
        part(Math.max(start, row), Math.min(end, row + 1));
        part(Math.max(start, strip.groupEnd(row)), end);
      }
    }
  }

  private void part(long from, long to) {
    if (from < to) {
      froms[parts] = from;
      tos[parts] = to;
      parts++;
    }
  }

  abstract void evaluateFrame(RowWriter out);

  /** The first row of the frame, those that are excluded counted. */
  final long start() {
    return start;
  }

  /** The row after the last of the frame. */
  final long end() {
    return end;
  }

  /** The pieces that the frame is left in by what is excluded, in order; none is empty. */
  final int parts() {
    return parts;
  }

  final long from(int part) {
    return froms[part];
  }

  final long to(int part) {
    return tos[part];
  }

  final boolean excludes() {
    return frame.exclusion() != Frame.Exclusion.NOTHING;
  }

  /** Whether all frames begin with the partition's first row. */
  final boolean fromFirst() {
    return frame.start() instanceof Frame.Bound.First;
  }

  @Override
  long needs(long row) {
    long edges = Math.min(startEdge.needs(row), endEdge.needs(row));
    long near = excludes() ? groupStart : row + 1;
    return Math.min(edges, near);
  }
}
