package dev.evert.sql.decorrelate;

import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.plan.Apply;
import dev.evert.sql.plan.Asof;
import dev.evert.sql.plan.Expand;
import dev.evert.sql.plan.GroupingSets;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.Recursion;
import dev.evert.sql.plan.RecursiveScan;
import dev.evert.sql.plan.Sessions;
import dev.evert.sql.plan.SetOperation;
import dev.evert.sql.plan.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A query of which it only matters whether it has a row: the rows of its tables, and what must hold
 * of one of them.
 */
final class Existence {
  private final Plan rows;
  private final List<Expression> conditions = new ArrayList<>();
  private List<Expression> columns;

  Existence(Plan query) {
    this.columns = query.columns();
    this.rows = descend(query);
  }

  private Plan descend(Plan plan) {
    return switch (plan) {
      case Plan.Filter filter -> {
        Plan below = descend(filter.input());
        Expressions.conjuncts(filter.condition()).forEach(c -> conditions.add(inner(c)));
        yield below;
      }
      case Plan.Project project -> {
        Plan below = descend(project.input());
        columns = project.expressions().stream().map(this::inner).toList();
        yield below;
      }
      case Plan.Distinct distinct -> descend(distinct.input());
      case Plan.Scan _, Plan.Values _, Plan.Join _, Apply _, Expand _ -> bottom(plan);
      case Recursion _, RecursiveScan _ -> bottom(plan);
      case Plan.Aggregate _, GroupingSets _, Plan.UnionAll _, SetOperation _, Plan.Top _ ->
          bottom(plan);
      case Window _, Sessions _, Asof _ -> bottom(plan);
    };
  }

  private Plan bottom(Plan plan) {
    columns = plan.columns();
    return plan;
  }

  private Expression inner(Expression expression) {
    return Columns.replace(expression, column -> columns.get(column.index()));
  }

  /** The rows below what only chooses among them or changes their look. */
  Plan rows() {
    return rows;
  }

  /** What must hold of a row. */
  List<Expression> conditions() {
    return conditions;
  }

  /**
   * A condition over the query's columns after so many others, over those of the rows.
   *
   * @param ofPair brings what is over the rows after those others
   */
  Expression ofRows(Expression condition, int before, UnaryOperator<Expression> ofPair) {
    return Columns.replace(
        condition,
        column ->
            column.index() < before ? column : ofPair.apply(columns.get(column.index() - before)));
  }
}
