package dev.evert.sql.set;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.IntervalValue;
import dev.evert.spi.type.Type;
import dev.evert.sql.runtime.Compares;
import dev.evert.sql.runtime.DateArithmetic;
import dev.evert.sql.runtime.Numerics;
import java.util.ArrayList;
import java.util.List;

/** {@code generate_series}: from a value to another one, both included, in steps. */
final class Series {
  private static final String NAME = "generate_series";
  private static final Decimal ZERO = Decimal.of(0);
  private static final IntervalValue NO_TIME = new IntervalValue(0, 0, 0);

  private Series() {}

  static List<SetFunction> functions() {
    List<SetFunction> all = new ArrayList<>();
    all.addAll(of(Type.Simple.INT4, Series::ints, Series::intsByOne));
    all.addAll(of(Type.Simple.INT8, Series::longs, Series::longsByOne));
    all.addAll(of(Type.Numeric.ANY, Series::numerics, Series::numericsByOne));
    all.add(moments(Type.Simple.TIMESTAMP));
    all.add(moments(Type.Simple.TIMESTAMPTZ));
    return all;
  }

  private static List<SetFunction> of(Type type, SetFunction.Rows steps, SetFunction.Rows ones) {
    return List.of(
        new SetFunction(NAME, List.of(type, type), column(type), ones),
        new SetFunction(NAME, List.of(type, type, type), column(type), steps));
  }

  private static List<SetFunction.Result> column(Type type) {
    return List.of(new SetFunction.Result(NAME, type, false));
  }

  private static SetFunction moments(Type type) {
    List<Type> parameters = List.of(type, type, Type.Simple.INTERVAL);
    return new SetFunction(NAME, parameters, column(type), Series::moments);
  }

  private static void intsByOne(RowReader in, SetRows out) {
    ints(in.readInt4(), in.readInt4(), 1, out);
  }

  private static void ints(RowReader in, SetRows out) {
    ints(in.readInt4(), in.readInt4(), in.readInt4(), out);
  }

  private static void ints(int first, int last, int step, SetRows out) {
    requireStep(step == 0);
    for (long value = first; step > 0 ? value <= last : value >= last; value += step) {
      out.writer().putInt4((int) value);
      out.end();
    }
  }

  private static void longsByOne(RowReader in, SetRows out) {
    longs(in.readInt8(), in.readInt8(), 1, out);
  }

  private static void longs(RowReader in, SetRows out) {
    longs(in.readInt8(), in.readInt8(), in.readInt8(), out);
  }

  private static void longs(long first, long last, long step, SetRows out) {
    requireStep(step == 0);
    long value = first;
    boolean inside = step > 0 ? value <= last : value >= last;
    while (inside) {
      out.writer().putInt8(value);
      out.end();
      long next = value + step;
      boolean overflows = ((value ^ next) & (step ^ next)) < 0;
      value = next;
      inside = !overflows && (step > 0 ? value <= last : value >= last);
    }
  }

  private static void numericsByOne(RowReader in, SetRows out) {
    numerics(in.readNumeric(), in.readNumeric(), Decimal.of(1), out);
  }

  private static void numerics(RowReader in, SetRows out) {
    numerics(in.readNumeric(), in.readNumeric(), in.readNumeric(), out);
  }

  private static void numerics(Decimal first, Decimal last, Decimal step, SetRows out) {
    int direction = Compares.compare(step, ZERO);
    requireStep(direction == 0);
    Decimal value = first;
    while (isInside(Compares.compare(value, last), direction)) {
      out.writer().putNumeric(value);
      out.end();
      value = Numerics.add(value, step);
    }
  }

  private static void moments(RowReader in, SetRows out) {
    long first = in.readInt8();
    long last = in.readInt8();
    IntervalValue step = in.readInterval();
    int direction = Compares.compare(step, NO_TIME);
    requireStep(direction == 0);
    long value = first;
    while (isInside(Long.compare(value, last), direction)) {
      out.writer().putInt8(value);
      out.end();
      value = DateArithmetic.add(value, step);
    }
  }

  /** Whether a value that compares so with the last one is not beyond it. */
  private static boolean isInside(int order, int direction) {
    return direction > 0 ? order <= 0 : order >= 0;
  }

  private static void requireStep(boolean isZero) {
    if (isZero) {
      throw new EvertException(ErrorCode.INVALID_ARGUMENT, "step size cannot equal zero");
    }
  }
}
