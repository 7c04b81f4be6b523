package dev.evert.sql.decorrelate;

import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.Parameters;
import dev.evert.sql.plan.Apply;
import dev.evert.sql.plan.Expand;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.JoinType;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.PlanParameters;
import dev.evert.sql.plan.PlanRewrite;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins rows with the rows of a query that is asked for each of them. */
final class DependentJoin {
  private final Plan left;
  private final List<Expression> parameters;

  DependentJoin(Plan left, List<Expression> parameters) {
    this.left = left;
    this.parameters = parameters;
  }

  static Plan of(Apply apply) {
    return new DependentJoin(apply.left(), apply.parameters())
        .pairs(apply.kind(), apply.right(), apply.condition());
  }

  /** The pairs, in an inner or left join. */
  private Plan pairs(JoinType kind, Plan query, @Nullable Expression condition) {
    List<Expression> own = condition == null ? List.of() : Expressions.conjuncts(condition);
    if (query instanceof Plan.Filter filter && !PlanParameters.in(filter.input())) {
      List<Expression> all = new ArrayList<>(own);
      Expressions.conjuncts(filter.condition()).forEach(c -> all.add(ofPair(c)));
      return join(kind, filter.input(), all);
    }
    if (query instanceof Expand expand
        && expand.input().equals(QueryColumns.ONE_ROW)
        && (kind == JoinType.INNER || own.isEmpty())) {
      return PlanRewrite.filter(expanded(expand, kind), own);
    }
    Keyed keyed = new Dependence(left, parameters).keyed(query);
    int leftWidth = left.width();
    List<Expression> conditions = new ArrayList<>(keyed.conditions(leftWidth));
    own.forEach(c -> conditions.add(Columns.move(c, i -> i < leftWidth ? i : i + keyed.width())));
    return without(join(kind, keyed.plan(), conditions), keyed.width());
  }

  /** Functions of nothing but parameters are functions of the left rows. */
  private Plan expanded(Expand expand, JoinType kind) {
    List<Expression> arguments = expand.arguments().stream().map(this::ofPair).toList();
    boolean outer = kind == JoinType.LEFT;
    return new Expand(left, expand.with(left, arguments).calls(), expand.ordinality(), outer);
  }

  /** A condition of the query, over a pair. */
  private Expression ofPair(Expression condition) {
    Expression moved = Columns.move(condition, index -> index + left.width());
    return Parameters.replace(moved, parameter -> parameters.get(parameter.index()));
  }

  private Plan join(JoinType kind, Plan right, List<Expression> conditions) {
    Expression condition = Expressions.and(conditions);
    return new Plan.Join(
        kind, left, right, List.of(), condition.equals(Expressions.TRUE) ? null : condition);
  }

  /** The pairs without the parameters' values. */
  private Plan without(Plan join, int width) {
    List<Expression> expressions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Field> fields = join.fields();
    for (int i = 0; i < fields.size(); i++) {
      if (i < left.width() || i >= left.width() + width) {
        expressions.add(join.column(i));
        names.add(fields.get(i).name());
      }
    }
    return new Plan.Project(join, expressions, names);
  }

  /**
   * The left rows for which the query has a row that meets conditions, or has none.
   *
   * @param conditions over the pair
   */
  Plan matches(JoinType kind, Plan query, List<Expression> conditions) {
    Existence existence = new Existence(query);
    if (!PlanParameters.in(existence.rows())) {
      List<Expression> all = new ArrayList<>();
      for (Expression condition : conditions) {
        all.add(existence.ofRows(condition, left.width(), this::ofPair));
      }
      existence.conditions().forEach(c -> all.add(ofPair(c)));
      return join(kind, existence.rows(), all);
    }
    Keyed keyed = new Dependence(left, parameters).keyed(query);
    List<Expression> all = new ArrayList<>(keyed.conditions(left.width()));
    conditions.forEach(
        c -> all.add(Columns.move(c, i -> i < left.width() ? i : i + keyed.width())));
    return join(kind, keyed.plan(), all);
  }
}
