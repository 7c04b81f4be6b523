package dev.evert.sql.optimize;

import dev.evert.spi.error.EvertException;
import dev.evert.sql.eventtime.Present;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.generate.Evaluation;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.PlanRewrite;
import java.util.List;

/**
 * Computes what reads no column once. An expression that fails stays as it is: it fails for each
 * row that it is evaluated for, as it would have. What is null, true or false whatever its other
 * operands are is so, as in PostgreSQL, which does not evaluate those either.
 */
final class ConstantFolding {
  private ConstantFolding() {}

  static Plan apply(Plan plan) {
    Plan inner = PlanRewrite.mapInputs(plan, ConstantFolding::apply);
    return PlanRewrite.mapExpressions(inner, e -> Expressions.rewrite(e, ConstantFolding::fold));
  }

  private static Expression fold(Expression expression) {
    if (strictOperands(expression).stream().anyMatch(ConstantFolding::isNull)) {
      return Expressions.ofNull(expression.type());
    }
    Expression taken = taken(expression);
    if (!taken.equals(expression)) {
      return taken;
    }
    boolean constant =
        !Present.in(expression)
            && !(expression instanceof Expression.Column)
            && !(expression instanceof Expression.Literal)
            && expression.operands().stream().allMatch(e -> e instanceof Expression.Literal);
    if (!constant) {
      return expression;
    }
    try {
      return new Expression.Literal(expression.type(), Evaluation.constant(expression));
    } catch (EvertException _) {
      return expression;
    }
  }

  /** What is taken whatever the row is: the others are not evaluated then. */
  private static Expression taken(Expression expression) {
    Expression taken =
        switch (expression) {
          case Expression.Coalesce coalesce ->
              coalesce.operands().stream().filter(e -> !isNull(e)).findFirst().orElse(coalesce);
          case Expression.Case choice -> branch(choice);
          case Expression.And and when and.operands().contains(Expressions.FALSE) ->
              Expressions.FALSE;
          case Expression.Or or when or.operands().contains(Expressions.TRUE) -> Expressions.TRUE;
          case Expression _ -> expression;
        };
    boolean constant = taken instanceof Expression.Literal || expression instanceof Expression.Case;
    return constant && taken.type().equals(expression.type()) ? taken : expression;
  }

  private static Expression branch(Expression.Case choice) {
    for (Expression.Branch branch : choice.branches()) {
      if (branch.condition().equals(Expressions.TRUE)) {
        return branch.result();
      }
      boolean never = branch.condition().equals(Expressions.FALSE) || isNull(branch.condition());
      if (!never) {
        return choice;
      }
    }
    return choice.otherwise();
  }

  private static List<Expression> strictOperands(Expression expression) {
    return switch (expression) {
      case Expression.Call call -> call.strictArguments();
      case Expression.Cast _, Expression.Compare _ -> expression.operands();
      case Expression _ -> List.of();
    };
  }

  private static boolean isNull(Expression expression) {
    return expression instanceof Expression.Literal literal && literal.field() == null;
  }
}
