package dev.evert.dataflow.aggregate;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;

/** Gives the first value. */
final class FirstAccumulator extends OrderedAccumulator {
  private final Type type;

  FirstAccumulator(Type type) {
    this.type = type;
  }

  @Override
  void write(OrderedValues values, RowWriter out) {
    RowReader value = values.arguments();
    int from = value.offset();
    value.skip(type);
    out.putEncoded(value.bytes(), from, value.offset() - from);
  }
}
