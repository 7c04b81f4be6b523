package dev.evert.sql.eventtime;

import dev.evert.spi.type.IntervalValue;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.runtime.Literals;
import java.util.Optional;

/**
 * A timestamp of a row, moved by what is as long at any time.
 *
 * @param micros later, or earlier if negative
 */
public record Shifted(Expression.Column column, long micros) {
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final int MAX_DAYS = 1_000_000;

  /** What an expression is, if it is of this kind. */
  public static Optional<Shifted> of(Expression expression) {
    if (expression instanceof Expression.Column column) {
      return isMoment(column.type()) ? Optional.of(new Shifted(column, 0)) : Optional.empty();
    }
    if (!(expression instanceof Expression.Call call) || call.arguments().size() != 2) {
      return Optional.empty();
    }
    String name = call.function().name();
    boolean shifts = name.equals("+") || name.equals("-");
    if (!shifts || !call.type().equals(call.arguments().getFirst().type())) {
      return Optional.empty();
    }
    Optional<Shifted> inner = of(call.arguments().getFirst());
    Optional<Long> distance = micros(call.arguments().getLast());
    return inner.isEmpty() || distance.isEmpty()
        ? Optional.empty()
        : moved(inner.get(), name.equals("+") ? distance.get() : -distance.get());
  }

  private static Optional<Shifted> moved(Shifted from, long by) {
    long sum = from.micros + by;
    boolean over = ((from.micros ^ sum) & (by ^ sum)) < 0;
    return over ? Optional.empty() : Optional.of(new Shifted(from.column, sum));
  }

  /** Whether values of a type are moments. */
  static boolean isMoment(Type type) {
    return type.base() == Type.Simple.TIMESTAMP || type.base() == Type.Simple.TIMESTAMPTZ;
  }

  /** The length of an interval that is as long at any time. */
  static Optional<Long> micros(Expression expression) {
    if (!(expression instanceof Expression.Literal literal)
        || literal.field() == null
        || literal.type().base() != Type.Simple.INTERVAL) {
      return Optional.empty();
    }
    IntervalValue value = (IntervalValue) Literals.value(Type.Simple.INTERVAL, literal.field());
    boolean isFixed =
        value.months() == 0
            && Math.abs((long) value.days()) < MAX_DAYS
            && Math.abs(value.micros() / 2) < Long.MAX_VALUE / 4;
    return isFixed ? Optional.of(value.days() * DAY_MICROS + value.micros()) : Optional.empty();
  }
}
