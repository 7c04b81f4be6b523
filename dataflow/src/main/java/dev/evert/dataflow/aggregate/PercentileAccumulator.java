package dev.evert.dataflow.aggregate;

import dev.evert.dataflow.OrderedFunction;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gives the values at some places, all found in one pass. */
final class PercentileAccumulator extends OrderedAccumulator {
  private static final int[] FROM_ONE = {1};

  private final OrderedFunction.Position position;
  private final List<Optional<Double>> fractions;
  private final boolean array;
  private final RowReader reader = new RowReader();

  PercentileAccumulator(OrderedFunction.Percentile function) {
    this.position = function.position();
    this.fractions = function.fractions();
    this.array = function.array();
  }

  @Override
  void write(OrderedValues values, RowWriter out) {
    TreeMap<Long, byte[]> found = new TreeMap<>();
    for (Optional<Double> fraction : fractions) {
      if (fraction.isPresent()) {
        found.put(first(fraction.get()), new byte[0]);
        found.put(last(fraction.get()), new byte[0]);
      }
    }
    find(values, found);
    if (!array) {
      put(fractions.getFirst(), found, out);
      return;
    }
    out.beginArray();
    fractions.forEach(fraction -> put(fraction, found, out));
    boolean empty = fractions.isEmpty();
    out.endArray(empty ? new int[0] : new int[] {fractions.size()}, empty ? new int[0] : FROM_ONE);
  }

  /** Where the values are, counted from 0, that lie around a fraction. */
  private double place(double fraction) {
    return fraction * (count() - 1);
  }

  private long first(double fraction) {
    return switch (position) {
      case REACHED -> Math.max(0, (long) Math.ceil(fraction * count()) - 1);
      case BEFORE, BETWEEN -> (long) Math.floor(place(fraction));
      case AFTER -> (long) Math.ceil(place(fraction));
    };
  }

  private long last(double fraction) {
    return position == OrderedFunction.Position.BETWEEN
        ? (long) Math.ceil(place(fraction))
        : first(fraction);
  }

  private static void find(OrderedValues values, Map<Long, byte[]> found) {
    long passed = values.weight();
    for (Map.Entry<Long, byte[]> entry : found.entrySet()) {
      while (entry.getKey() >= passed && values.next()) {
        passed += values.weight();
      }
      RowReader value = values.arguments();
      byte[] field = new byte[value.end() - value.offset()];
      System.arraycopy(value.bytes(), value.offset(), field, 0, field.length);
      entry.setValue(field);
    }
  }

  private void put(Optional<Double> asked, Map<Long, byte[]> found, RowWriter out) {
    if (asked.isEmpty()) {
      out.putNull();
      return;
    }
    double fraction = asked.get();
    byte[] low = found.getOrDefault(first(fraction), new byte[0]);
    byte[] high = found.getOrDefault(last(fraction), new byte[0]);
    double part = place(fraction) - first(fraction);
    if (position == OrderedFunction.Position.BETWEEN && part > 0) {
      double from = reader.set(low).readFloat8();
      out.putFloat8(from + part * (reader.set(high).readFloat8() - from));
    } else {
      out.putEncoded(low, 0, low.length);
    }
  }
}
