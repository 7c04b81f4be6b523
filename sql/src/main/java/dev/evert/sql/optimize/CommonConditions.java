package dev.evert.sql.optimize;

import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.PlanRewrite;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes what all alternatives have in common out of them: {@code a and b or a and c} becomes {@code
 * a and (b or c)}, which may be a key to join by, or be asked before a join.
 */
final class CommonConditions {
  private CommonConditions() {}

  static Plan apply(Plan plan) {
    Plan inner = PlanRewrite.mapInputs(plan, CommonConditions::apply);
    return PlanRewrite.mapExpressions(
        inner, e -> Expressions.rewrite(e, CommonConditions::takenOut));
  }

  private static Expression takenOut(Expression expression) {
    if (!(expression instanceof Expression.Or or)) {
      return expression;
    }
    List<List<Expression>> alternatives =
        or.operands().stream().map(Expressions::conjuncts).toList();
    List<Expression> common = new ArrayList<>(alternatives.getFirst());
    alternatives.forEach(common::retainAll);
    if (common.isEmpty()) {
      return expression;
    }
    List<Expression> others = new ArrayList<>();
    for (List<Expression> alternative : alternatives) {
      List<Expression> left = new ArrayList<>(alternative);
      left.removeAll(common);
      others.add(Expressions.and(left));
    }
    // An alternative without anything else is true wherever the others can be.
    if (!others.contains(Expressions.TRUE)) {
      common.add(new Expression.Or(others));
    }
    return Expressions.and(common);
  }
}
