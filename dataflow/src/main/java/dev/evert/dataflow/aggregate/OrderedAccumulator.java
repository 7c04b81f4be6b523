package dev.evert.dataflow.aggregate;

import dev.evert.dataflow.OrderedFunction;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowFormat;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;

/**
 * Knows only how many arguments there are: they lie in an arrangement of the operator, and a result
 * is made by going through it.
 */
public abstract sealed class OrderedAccumulator extends Accumulator
    permits ArrayAccumulator,
        NestedArrayAccumulator,
        JoinAccumulator,
        JsonAccumulator,
        FirstAccumulator,
        ModeAccumulator,
        PercentileAccumulator {
  private long count;

  static OrderedAccumulator of(OrderedFunction function) {
    return switch (function) {
      case OrderedFunction.ArrayOf array -> ArrayAccumulator.of(array);
      case OrderedFunction.Joined joined -> new JoinAccumulator(joined.type());
      case OrderedFunction.First first -> new FirstAccumulator(first.type());
      case OrderedFunction.JsonArray array -> JsonAccumulator.of(array);
      case OrderedFunction.JsonObject _ -> JsonAccumulator.ofObject();
      case OrderedFunction.Mode _ -> new ModeAccumulator();
      case OrderedFunction.Percentile percentile -> new PercentileAccumulator(percentile);
    };
  }

  /** How many arguments there are. */
  final long count() {
    return count;
  }

  @Override
  public final void clear() {
    count = 0;
  }

  @Override
  public final void read(StateReader in) {
    count = in.readLong();
  }

  @Override
  public final void write(StateWriter out) {
    out.writeLong(count);
  }

  @Override
  public final void add(RowReader argument, long weight) {
    EntryField.skip(argument);
    count += weight;
  }

  @Override
  public final void result(RowWriter out) {
    throw new IllegalStateException("a result of ordered values without them");
  }

  /**
   * Writes the result as a field.
   *
   * @throws EvertException if it does not fit its type
   */
  public final void result(OrderedValues values, RowWriter out) {
    if (count <= 0 || !values.next()) {
      out.putNull();
    } else {
      write(values, out);
    }
  }

  /** Writes the result of values, which stand on the first one. */
  abstract void write(OrderedValues values, RowWriter out);

  /** Fails when a result becomes longer than a row may be. */
  static void requireRoom(RowWriter out, long moreBytes) {
    if (out.size() + moreBytes > RowFormat.MAX_ROW_BYTES) {
      throw new EvertException(
          ErrorCode.LIMIT_EXCEEDED,
          "the result of an aggregate is longer than " + RowFormat.MAX_ROW_BYTES + " bytes");
    }
  }
}
