package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.type.IntervalValue;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.Parameters;
import dev.evert.sql.generate.Evaluation;
import dev.evert.sql.runtime.Literals;
import dev.evert.sql.syntax.Syntax;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Binds lengths of time that are the same for all rows, in microseconds. A day has 24 hours. */
final class Durations {
  static final long DAY_MICROS = 86_400_000_000L;

  private static final long MAX_MICROS = 365_000 * DAY_MICROS;

  private final ExpressionBinder binder;
  private final Place place;

  Durations(ExpressionBinder binder, Place place) {
    this.binder = binder;
    this.place = place;
  }

  /**
   * Lengths that are written where no row is at hand.
   *
   * @param where in words
   */
  static Durations standing(Place place, String where) {
    return new Durations(
        new ExpressionBinder(
            new Scope(place, List.of()),
            new TypeNames(place, Map.of()),
            AggregateCalls.none(place, where),
            Subqueries.none(place, where)),
        place);
  }

  /** A length of at least one microsecond. */
  long positive(Syntax syntax) {
    long micros = of(syntax);
    if (micros <= 0 || micros > MAX_MICROS) {
      throw place.error(
          syntax.span(),
          ErrorCode.INVALID_ARGUMENT,
          "a length of time must be positive, and less than 1000 years");
    }
    return micros;
  }

  /** A length, which may be negative. */
  long of(Syntax syntax) {
    byte[] field = constant(syntax);
    if (field == null) {
      throw place.error(syntax.span(), ErrorCode.INVALID_ARGUMENT, "a length of time is null");
    }
    IntervalValue value = (IntervalValue) Literals.value(Type.Simple.INTERVAL, field);
    if (value.months() != 0) {
      throw place.error(
          syntax.span(),
          ErrorCode.INVALID_ARGUMENT,
          "months are of different lengths",
          "Write days, or group by date_trunc('month', …).");
    }
    return value.days() * DAY_MICROS + value.micros();
  }

  private byte @Nullable [] constant(Syntax syntax) {
    Expression expression =
        binder
            .coercion()
            .require(binder.bind(syntax), Type.Simple.INTERVAL, syntax.span(), "a length of time");
    boolean varies = !Columns.of(expression).isEmpty() || Expressions.hasQuery(expression);
    if (varies || Parameters.in(expression)) {
      throw place.unsupported(syntax.span(), "a length of time that differs from row to row");
    }
    return Evaluation.constant(expression);
  }
}
