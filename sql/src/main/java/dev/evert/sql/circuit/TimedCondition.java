package dev.evert.sql.circuit;

import dev.evert.dataflow.RowFunction;
import dev.evert.dataflow.RowPredicate;
import dev.evert.dataflow.TimedPredicate;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import dev.evert.sql.eventtime.Flip;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.generate.Compilation;
import dev.evert.sql.generate.RowShape;
import java.util.ArrayList;
import java.util.List;

/** A condition of a row and of the time, which is a column after those of the row. */
final class TimedCondition implements TimedPredicate {
  private static final long YEAR_MICROS = 31_556_952_000_000L;

  /** Between the years 1 and 9999 a condition is searched for the moment at which it changes. */
  private static final long FIRST_MICROS = -1999 * YEAR_MICROS;

  private static final long LAST_MICROS = 7999 * YEAR_MICROS;

  private final RowPredicate condition;
  private final List<Moment> moments = new ArrayList<>();
  private final RowWriter row = new RowWriter();
  private final RowWriter field = new RowWriter();
  private final RowReader reader = new RowReader();

  /** When the condition may change. */
  private interface Moment {
    long next(byte[] bytes, int from, int to, long time);
  }

  TimedCondition(RowShape shape, Type time, Expression condition, List<Flip> flips) {
    List<Type> types = new ArrayList<>(shape.types());
    types.add(time);
    List<Boolean> nullable = new ArrayList<>(shape.nullable());
    nullable.add(false);
    RowShape timed = new RowShape(types, nullable);
    this.condition = Compilation.condition(timed, condition);
    for (Flip flip : flips) {
      moments.add(
          switch (flip) {
            case Flip.At(Expression value, long shift) ->
                at(Compilation.row(shape, List.of(value)), shift);
            case Flip.Of(Expression once) -> search(Compilation.condition(timed, once));
          });
    }
  }

  private Moment at(RowFunction value, long shift) {
    return (bytes, from, to, time) -> {
      value.apply(bytes, from, to, field.reset());
      reader.set(field.buffer(), 0, field.size());
      if (!reader.isPresent()) {
        return NEVER;
      }
      long micros = reader.readInt8();
      long sum = micros + shift;
      boolean isNever =
          micros == Long.MAX_VALUE
              || micros == Long.MIN_VALUE
              || ((micros ^ sum) & (shift ^ sum)) < 0;
      return isNever || sum <= time ? NEVER : sum;
    };
  }

  private Moment search(RowPredicate once) {
    return (bytes, from, to, time) -> {
      long low = Math.max(time, FIRST_MICROS);
      long high = LAST_MICROS;
      boolean now = test(once, bytes, from, to, low);
      if (low >= high || test(once, bytes, from, to, high) == now) {
        return NEVER;
      }
      while (low + 1 < high) {
        long middle = low + (high - low) / 2;
        if (test(once, bytes, from, to, middle) == now) {
          low = middle;
        } else {
          high = middle;
        }
      }
      return high;
    };
  }

  private boolean test(RowPredicate asked, byte[] bytes, int from, int to, long time) {
    row.reset().putEncoded(bytes, from, to - from);
    row.putInt8(time);
    return asked.test(row.buffer(), 0, row.size());
  }

  @Override
  public boolean test(byte[] bytes, int from, int to, long time) {
    return test(condition, bytes, from, to, time);
  }

  @Override
  public long next(byte[] bytes, int from, int to, long time) {
    long next = NEVER;
    for (Moment moment : moments) {
      next = Math.min(next, moment.next(bytes, from, to, time));
    }
    return next;
  }
}
