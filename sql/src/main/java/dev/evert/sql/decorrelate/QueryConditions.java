package dev.evert.sql.decorrelate;

import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.OfQuery;
import dev.evert.sql.plan.JoinType;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.PlanRewrite;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of which conditions are true that ask queries. A condition that is no more than whether
 * a query has a row, or has none, is a semi or anti join; any other needs the queries' values.
 */
final class QueryConditions {
  private final Plan.Filter filter;

  QueryConditions(Plan.Filter filter) {
    this.filter = filter;
  }

  Plan plan() {
    List<Expression> plain = new ArrayList<>();
    List<Expression> asking = new ArrayList<>();
    for (Expression condition : Expressions.conjuncts(filter.condition())) {
      (Expressions.hasQuery(condition) ? asking : plain).add(condition);
    }
    Plan plan = PlanRewrite.filter(filter.input(), plain);
    List<Expression> valued = new ArrayList<>();
    for (Expression condition : asking) {
      Plan matched = matched(plan, condition);
      if (matched.equals(plan)) {
        valued.add(condition);
      }
      plan = matched;
    }
    return valued.isEmpty() ? plan : valued(plan, valued);
  }

  /** The rows of which the condition is true, by a join; the same rows if that can not be. */
  private static Plan matched(Plan plan, Expression condition) {
    if (condition.operands().stream().anyMatch(Expressions::hasQuery)
        && !(condition instanceof Expression.Not)) {
      return plan;
    }
    return switch (condition) {
      case OfQuery.Exists exists -> matches(plan, exists, JoinType.SEMI);
      case Expression.Not(OfQuery.Exists exists) -> matches(plan, exists, JoinType.ANTI);
      case OfQuery.Among among -> matches(plan, among, JoinType.SEMI);
      case Expression.Not(OfQuery.Among among) when !among.nullable() ->
          matches(plan, among, JoinType.ANTI);
      case Expression _ -> plan;
    };
  }

  private static Plan matches(Plan plan, OfQuery.Exists exists, JoinType kind) {
    return new DependentJoin(plan, exists.parameters())
        .matches(kind, Decorrelation.query(exists.query()), List.of());
  }

  private static Plan matches(Plan plan, OfQuery.Among among, JoinType kind) {
    if (among.operands().stream().anyMatch(Expressions::hasQuery)) {
      return plan;
    }
    Plan query = Decorrelation.query(among.query());
    List<Expression> conditions = new ArrayList<>();
    for (int i = 0; i < among.values().size(); i++) {
      Expression column = query.fields().get(i).at(plan.width() + i);
      conditions.add(Keyed.equal(among.values().get(i), column));
    }
    return new DependentJoin(plan, among.parameters()).matches(kind, query, conditions);
  }

  private static Plan valued(Plan plan, List<Expression> conditions) {
    QueryColumns columns = new QueryColumns(plan);
    List<Expression> replaced = conditions.stream().map(columns::replace).toList();
    return Decorrelation.first(
        new Plan.Filter(columns.plan(), Expressions.and(replaced)), plan.width());
  }
}
