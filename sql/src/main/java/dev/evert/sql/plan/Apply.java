package dev.evert.sql.plan;

import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For each left row, the pairs of it with the rows of a query that is asked for it.
 *
 * @param kind INNER or LEFT
 * @param right reads the parameters
 * @param parameters over the columns of the left
 * @param condition over the columns of both; null if there is none
 */
public record Apply(
    JoinType kind,
    Plan left,
    Plan right,
    List<Expression> parameters,
    @Nullable Expression condition)
    implements Plan {
  public Apply {
    if (kind != JoinType.INNER && kind != JoinType.LEFT) {
      throw new IllegalArgumentException(kind + " with a query for each row");
    }
    parameters = List.copyOf(parameters);
    for (Expression parameter : parameters) {
      Columns.requireBelow(left.width(), parameter);
    }
  }

  @Override
  public List<Field> fields() {
    return new Plan.Join(kind, left, right, List.of(), null).fields();
  }

  @Override
  public List<Plan> inputs() {
    return List.of(left, right);
  }
}
