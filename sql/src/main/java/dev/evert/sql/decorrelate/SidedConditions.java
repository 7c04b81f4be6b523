package dev.evert.sql.decorrelate;

import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.OfQuery;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.Plan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/**
 * An outer join whose condition asks queries, each of them for the rows of one side: that side is
 * extended by columns that tell the query's value.
 */
final class SidedConditions {
  private static final int ADDED_LEFT = 1 << 24;
  private static final int ADDED_RIGHT = 1 << 25;

  private final Plan.Join join;
  private final QueryColumns left;
  private final QueryColumns right;
  private final int leftWidth;

  SidedConditions(Plan.Join join) {
    this.join = join;
    this.left = new QueryColumns(join.left());
    this.right = new QueryColumns(join.right());
    this.leftWidth = join.left().width();
  }

  /** Whether an expression over a pair asks no query that reads both sides. */
  static boolean isSided(Expression expression, int leftWidth) {
    return !(expression instanceof OfQuery query && readsBoth(query, leftWidth))
        && expression.operands().stream().allMatch(operand -> isSided(operand, leftWidth));
  }

  private static boolean readsBoth(OfQuery query, int leftWidth) {
    BitSet columns = Columns.of(query);
    return columns.nextSetBit(leftWidth) >= 0 && columns.nextSetBit(0) < leftWidth;
  }

  Plan plan() {
    Expression residual = Objects.requireNonNull(join.residual());
    Expression marked = Expressions.rewrite(residual, this::replace);
    int wider = left.plan().width();
    Expression condition = Columns.move(marked, index -> place(index, wider));
    Plan extended = new Plan.Join(join.kind(), left.plan(), right.plan(), join.keys(), condition);
    return without(extended, wider);
  }

  /** Added columns are marked until it is known how many there are. */
  private Expression replace(Expression node) {
    if (!(node instanceof OfQuery)) {
      return node;
    }
    int first = Columns.of(node).nextSetBit(0);
    if (first >= 0 && first < leftWidth) {
      return Columns.move(
          left.replace(node), index -> index < leftWidth ? index : index + ADDED_LEFT);
    }
    int rightWidth = join.right().width();
    Expression own = Columns.move(node, index -> index - leftWidth);
    return Columns.move(
        right.replace(own), index -> index < rightWidth ? index + leftWidth : index + ADDED_RIGHT);
  }

  private int place(int index, int wider) {
    if (index >= ADDED_RIGHT) {
      return index - ADDED_RIGHT + wider;
    }
    if (index >= ADDED_LEFT) {
      return index - ADDED_LEFT;
    }
    return index < leftWidth ? index : index - leftWidth + wider;
  }

  private Plan without(Plan extended, int wider) {
    List<Expression> expressions = new ArrayList<>();
    List<Field> fields = join.fields();
    for (int i = 0; i < fields.size(); i++) {
      expressions.add(extended.column(place(i, wider)));
    }
    return new Plan.Project(extended, expressions, fields.stream().map(Field::name).toList());
  }
}
