package dev.evert.sql.decorrelate;

import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.plan.Keys;
import dev.evert.sql.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a query for all rows around it: before its own columns come the parameters' values
 * that a row belongs to.
 *
 * @param parameters what the parameters stand for, over the rows around
 * @param nullSafe whether a null among the values stands for a null; otherwise there is none
 */
record Keyed(Plan plan, List<Expression> parameters, boolean nullSafe) {
  Keyed {
    parameters = List.copyOf(parameters);
  }

  /** How many parameters there are. */
  int width() {
    return parameters.size();
  }

  /** Another plan whose rows have the same values before their columns. */
  Keyed with(Plan other) {
    return new Keyed(other, parameters, nullSafe);
  }

  /** What has to hold of a row around, of so many columns, and a row after it. */
  List<Expression> conditions(int aroundWidth) {
    List<Expression> conditions = new ArrayList<>();
    for (int i = 0; i < width(); i++) {
      Expression around = parameters.get(i);
      Expression here = plan.fields().get(i).at(aroundWidth + i);
      conditions.add(nullSafe ? same(around, here) : equal(around, here));
    }
    return conditions;
  }

  static Expression same(Expression left, Expression right) {
    return new Expression.Not(new Expression.IsDistinct(left, right));
  }

  static Expression equal(Expression left, Expression right) {
    return new Expression.Compare(Comparison.EQUAL, left, right);
  }

  /** Whether at most one row belongs to each row around, as far as is known. */
  boolean isSingle() {
    return Keys.of(plan).stream()
        .anyMatch(key -> key.stream().allMatch(column -> column < width()));
  }
}
