package dev.evert.sql.eventtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.Function;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.PlanRewrite;
import dev.evert.sql.syntax.Span;
import java.util.List;
import java.util.Optional;

/** {@code now()}, which is no function of the row: it moves on while the row stays. */
public final class Present {
  private static final String NAME = "now";

  private Present() {}

  /** The present as it is written at a place. */
  public static Expression at(Span span) {
    Type type = Type.Simple.TIMESTAMPTZ;
    Function now = new Function(NAME, Present.class, "never", List.of(), type, false, span);
    return new Expression.Call(now, List.of(), type);
  }

  /**
   * The present has no value of its own: operators are told the time.
   *
   * @throws EvertException SQL_UNSUPPORTED always
   */
  public static long never(Span place) {
    return Optional.<Long>empty()
        .orElseThrow(() ->
            new EvertException(
                ErrorCode.SQL_UNSUPPORTED,
                "the time is not supported here: its value could not be derived again (character "
                    + place.from()
                    + ")"));
  }

  /** Whether an expression is the present. */
  public static boolean is(Expression expression) {
    return expression instanceof Expression.Call call
        && call.function().name().equals(NAME)
        && call.arguments().isEmpty();
  }

  /** Whether an expression reads the present. */
  public static boolean in(Expression expression) {
    return is(expression) || expression.operands().stream().anyMatch(Present::in);
  }

  /** Where an expression reads it first. */
  public static Optional<Span> find(Expression expression) {
    if (expression instanceof Expression.Call call
        && is(call)
        && call.function().constant() instanceof Span span) {
      return Optional.of(span);
    }
    return expression.operands().stream().map(Present::find).flatMap(Optional::stream).findFirst();
  }

  /** The expression with the present in a column. */
  public static Expression asColumn(Expression expression, int column) {
    return Expressions.rewrite(
        expression,
        node -> is(node) ? new Expression.Column(column, Type.Simple.TIMESTAMPTZ, false) : node);
  }

  /**
   * The plan at a moment.
   *
   * @param micros since 2000-01-01 00:00 UTC
   */
  public static Plan fixed(Plan plan, long micros) {
    RowWriter field = new RowWriter();
    field.putInt8(micros);
    Expression moment = new Expression.Literal(Type.Simple.TIMESTAMPTZ, field.toBytes());
    return fixed(plan, moment);
  }

  private static Plan fixed(Plan plan, Expression moment) {
    Plan inner = PlanRewrite.mapInputs(plan, input -> fixed(input, moment));
    return PlanRewrite.mapExpressions(
        inner, e -> Expressions.rewrite(e, node -> is(node) ? moment : node));
  }
}
