package dev.evert.dataflow.window;

import dev.evert.dataflow.Frame;
import dev.evert.dataflow.RowFunction;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.spi.row.RowWriter;
import java.util.List;

/**
 * Where the frames of one row after the other begin, or end. It never moves back, since rows and
 * bounds are in the same order.
 */
final class Edge {
  private final Frame.Bound bound;
  private final boolean isEnd;
  private final Strip strip;
  private final List<RowFunction> bounds;
  private final RowWriter key = new RowWriter();
  private long place;

  Edge(Frame.Bound bound, boolean isEnd, Strip strip, List<RowFunction> bounds) {
    this.bound = bound;
    this.isEnd = isEnd;
    this.strip = strip;
    this.bounds = bounds;
  }

  /** Rows before this one are not there. */
  void begin(long base) {
    place = base;
  }

  /** The first row of the frame of a row; or, as an end, the one after its last. */
  long of(long row) {
    return switch (bound) {
      case Frame.Bound.First _ -> 0;
      case Frame.Bound.Last _ -> strip.loadAll();
      case Frame.Bound.Rows(long distance) -> atRow(row, distance);
      case Frame.Bound.Groups(long distance) -> atGroup(strip.group(row), distance);
      case Frame.Bound.Key(int index) -> atKey(row, bounds.get(index));
    };
  }

  private long atRow(long row, long distance) {
    long wanted = Math.max(0, sum(row, isEnd ? sum(distance, 1) : distance));
    return wanted == 0 || strip.has(wanted - 1) ? wanted : strip.end();
  }

  private static long sum(long left, long right) {
    long sum = left + right;
    boolean over = left >= 0 && right >= 0 && sum < 0;
    return over ? Long.MAX_VALUE : sum;
  }

  private long atGroup(long group, long distance) {
    long first = sum(group, isEnd ? sum(distance, 1) : distance);
    while (strip.has(place) && strip.group(place) < first) {
      place++;
    }
    return place;
  }

  private long atKey(long row, RowFunction function) {
    function.apply(strip.bytes(), strip.keyTo(row), strip.rowTo(row), key.reset());
    while (strip.has(place) && isBefore()) {
      place++;
    }
    return place;
  }

  private boolean isBefore() {
    int from = strip.sortFrom(place);
    int order = Bytes.compare(strip.bytes(), from, strip.keyTo(place), key.buffer(), 0, key.size());
    return isEnd ? order <= 0 : order < 0;
  }

  /** The first row that it has to look at again. */
  long needs(long row) {
    return switch (bound) {
      case Frame.Bound.First _, Frame.Bound.Last _, Frame.Bound.Rows _ -> row + 1;
      case Frame.Bound.Groups _, Frame.Bound.Key _ -> place;
    };
  }
}
