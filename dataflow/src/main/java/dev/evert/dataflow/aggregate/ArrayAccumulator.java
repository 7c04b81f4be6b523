package dev.evert.dataflow.aggregate;

import dev.evert.dataflow.OrderedFunction;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;

/** Gives the values as elements of an array. */
final class ArrayAccumulator extends OrderedAccumulator {
  private static final int[] FROM_ONE = {1};

  private ArrayAccumulator() {}

  static OrderedAccumulator of(OrderedFunction.ArrayOf function) {
    return function.element().base() instanceof Type.Array(Type element)
        ? new NestedArrayAccumulator(element)
        : new ArrayAccumulator();
  }

  @Override
  void write(OrderedValues values, RowWriter out) {
    out.beginArray();
    long elements = 0;
    do {
      RowReader value = values.arguments();
      int length = value.end() - value.offset();
      long times = values.weight();
      requireRoom(out, Math.multiplyHigh(times, length) == 0 ? times * length : Long.MAX_VALUE);
      for (long i = 0; i < times; i++) {
        out.putEncoded(value.bytes(), value.offset(), length);
      }
      elements += times;
    } while (values.next());
    out.endArray(new int[] {Math.toIntExact(elements)}, FROM_ONE);
  }
}
