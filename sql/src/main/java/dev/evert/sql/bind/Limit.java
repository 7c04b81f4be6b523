package dev.evert.sql.bind;

import dev.evert.dataflow.Node.Top.Extent;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.generate.Evaluation;
import dev.evert.sql.runtime.Literals;
import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Syntax;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many rows are left out at the start, and how many are kept then.
 *
 * @param extent whether rows follow that are in the place of the last one
 */
record Limit(long offset, long count, Extent extent) {
  static final Limit NONE = new Limit(0, Long.MAX_VALUE, Extent.ROWS);

  /** Whether any row is left out. */
  boolean limits() {
    return offset > 0 || count < Long.MAX_VALUE;
  }

  static Limit of(Query.Ordered ordered, Place place, TypeNames types) {
    long offset = number(ordered.offset(), 0, "offset", place, types);
    long count = number(ordered.limit(), Long.MAX_VALUE, "limit", place, types);
    return new Limit(offset, count, ordered.withTies() ? Extent.TIES : Extent.ROWS);
  }

  private static long number(
      @Nullable Syntax syntax, long otherwise, String what, Place place, TypeNames types) {
    if (syntax == null) {
      return otherwise;
    }
    AggregateCalls none = AggregateCalls.none(place, what);
    ExpressionBinder binder =
        new ExpressionBinder(
            new Scope(place, List.of()), types, none, Subqueries.none(place, what));
    Expression expression =
        binder.coercion().cast(binder.bind(syntax), Type.Simple.INT8, syntax.span());
    byte[] field = Evaluation.constant(expression);
    if (field == null) {
      return otherwise;
    }
    long value = (Long) Literals.value(Type.Simple.INT8, field);
    if (value < 0) {
      throw place.error(syntax.span(), ErrorCode.INVALID_ARGUMENT, what + " must not be negative");
    }
    return value;
  }
}
