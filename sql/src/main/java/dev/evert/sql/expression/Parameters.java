package dev.evert.sql.expression;

import java.util.function.Function;

/** Looks at, and changes, the parameters that expressions read. */
public final class Parameters {
  private Parameters() {}

  /** Whether the expression reads any. */
  public static boolean in(Expression expression) {
    return expression instanceof Expression.Parameter
        || expression.operands().stream().anyMatch(Parameters::in);
  }

  /** The expression with each parameter replaced. */
  public static Expression replace(
      Expression expression, Function<Expression.Parameter, Expression> replacement) {
    return Expressions.rewrite(
        expression, node -> node instanceof Expression.Parameter p ? replacement.apply(p) : node);
  }
}
