package dev.evert.sql.bind;

import dev.evert.sql.expression.Expression;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What {@code from} comes to: a plan, and the names for its columns. The expressions of the columns
 * are over the plan.
 */
record Tables(Plan plan, List<ScopeColumn> columns) {
  Tables {
    columns = List.copyOf(columns);
  }

  /** All columns of a plan as one relation. */
  static Tables of(Plan plan, Relation relation, List<String> names) {
    List<ScopeColumn> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(new ScopeColumn(relation, names.get(i), plan.column(i), true));
    }
    return new Tables(plan, columns);
  }

  /** All columns of a plan under their own names. */
  static Tables of(Plan plan, Relation relation) {
    return of(plan, relation, plan.fields().stream().map(Field::name).toList());
  }

  /** The columns with their expressions changed. */
  List<ScopeColumn> columns(UnaryOperator<Expression> change) {
    return columns.stream().map(c -> c.with(change.apply(c.expression()))).toList();
  }
}
