package dev.evert.sql.expression;

import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/** Looks at, and changes, the columns that expressions read. */
public final class Columns {
  private Columns() {}

  /** The columns that the expression reads. */
  public static BitSet of(Expression expression) {
    BitSet used = new BitSet();
    mark(expression, used);
    return used;
  }

  /** The columns that any of the expressions reads. */
  public static BitSet of(List<? extends Expression> expressions) {
    BitSet used = new BitSet();
    expressions.forEach(expression -> mark(expression, used));
    return used;
  }

  private static void mark(Expression expression, BitSet used) {
    if (expression instanceof Expression.Column column) {
      used.set(column.index());
    }
    expression.operands().forEach(operand -> mark(operand, used));
  }

  /** The expression with each column at another place. */
  public static Expression move(Expression expression, IntUnaryOperator place) {
    return replace(
        expression,
        column ->
            new Expression.Column(
                place.applyAsInt(column.index()), column.type(), column.nullable()));
  }

  /** The expression with each column replaced. */
  public static Expression replace(
      Expression expression, Function<Expression.Column, Expression> replacement) {
    return Expressions.rewrite(
        expression, node -> node instanceof Expression.Column c ? replacement.apply(c) : node);
  }

  /** Fails if the expression reads a column at or beyond the width. */
  public static void requireBelow(int width, Expression expression) {
    if (of(expression).length() > width) {
      throw new IllegalArgumentException(
          "column " + (of(expression).length() - 1) + " of " + width + ": " + expression);
    }
  }
}
