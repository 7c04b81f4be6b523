package dev.evert.sql.optimize;

import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.KeyForms;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.PlanRewrite;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the equalities between the two sides out of the conditions of joins. */
final class JoinKeys {
  private JoinKeys() {}

  static Plan apply(Plan plan) {
    Plan inner = PlanRewrite.mapInputs(plan, JoinKeys::apply);
    return inner instanceof Plan.Join join ? join(join) : inner;
  }

  private static Plan join(Plan.Join join) {
    Expression residual = join.residual();
    if (residual == null) {
      return join;
    }
    List<Plan.Join.Key> keys = new ArrayList<>(join.keys());
    List<Expression> rest = new ArrayList<>();
    for (Expression condition : Expressions.conjuncts(residual)) {
      Plan.Join.Key key = key(condition, join.left().width());
      if (key == null) {
        rest.add(condition);
      } else {
        keys.add(key);
      }
    }
    return new Plan.Join(
        join.kind(),
        join.left(),
        join.right(),
        keys,
        rest.isEmpty() ? null : Expressions.and(rest));
  }

  /** The key that the condition comes to, or null if it is no equality between the sides. */
  static Plan.Join.@Nullable Key key(Expression condition, int width) {
    return switch (condition) {
      case Expression.Compare(Comparison comparison, Expression left, Expression right)
          when comparison == Comparison.EQUAL ->
          key(left, right, width, false);
      case Expression.Not(Expression.IsDistinct(Expression left, Expression right)) ->
          key(left, right, width, true);
      case Expression _ -> null;
    };
  }

  private static Plan.Join.@Nullable Key key(
      Expression one, Expression other, int width, boolean nullSafe) {
    if (!KeyForms.alike(one.type(), other.type())) {
      return null;
    }
    if (isLeft(one, width) && isRight(other, width)) {
      return new Plan.Join.Key(one, Columns.move(other, i -> i - width), nullSafe);
    }
    if (isLeft(other, width) && isRight(one, width)) {
      return new Plan.Join.Key(other, Columns.move(one, i -> i - width), nullSafe);
    }
    return null;
  }

  private static boolean isLeft(Expression expression, int width) {
    BitSet columns = Columns.of(expression);
    return !columns.isEmpty() && columns.length() <= width;
  }

  private static boolean isRight(Expression expression, int width) {
    BitSet columns = Columns.of(expression);
    return !columns.isEmpty() && columns.nextSetBit(0) >= width;
  }
}
