package dev.evert.sql.decorrelate;

import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.Subplan;
import dev.evert.sql.plan.Apply;
import dev.evert.sql.plan.Asof;
import dev.evert.sql.plan.Expand;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.GroupingSets;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.PlanRewrite;
import dev.evert.sql.plan.Recursion;
import dev.evert.sql.plan.RecursiveScan;
import dev.evert.sql.plan.Sessions;
import dev.evert.sql.plan.SetOperation;
import dev.evert.sql.plan.Window;
import java.util.List;
import java.util.stream.IntStream;

/** Puts joins in the place of queries that are asked for each row. */
public final class Decorrelation {
  private Decorrelation() {}

  /** A plan that gives the same rows, with the same columns. */
  public static Plan apply(Plan plan) {
    Plan inner = PlanRewrite.mapInputs(plan, Decorrelation::apply);
    if (inner instanceof Apply apply) {
      return DependentJoin.of(apply);
    }
    boolean asks = PlanRewrite.expressions(inner).stream().anyMatch(Expressions::hasQuery);
    if (!asks) {
      return inner;
    }
    return switch (inner) {
      case Plan.Filter filter -> new QueryConditions(filter).plan();
      case Plan.Values values -> ofValues(values);
      case Plan.Project _, Plan.Aggregate _, GroupingSets _ -> extended(inner);
      case Expand expand -> expanded(expand);
      case Plan.Top _ -> first(extended(inner), inner.width());
      case Window window -> window(window);
      case Sessions _, Asof _ -> throw new IllegalArgumentException("a query inside of " + inner);
      case Plan.Join join -> new SidedConditions(join).plan();
      case Plan.Scan _, Plan.Distinct _, Plan.UnionAll _, SetOperation _, Apply _ ->
          throw new IllegalArgumentException("a query inside of " + inner);
      case Recursion _, RecursiveScan _ ->
          throw new IllegalArgumentException("a query inside of " + inner);
    };
  }

  /** The functions stay behind the input's own columns. */
  private static Plan window(Window window) {
    Plan over = extended(window);
    int width = window.input().width();
    int added = over.width() - window.width();
    List<Expression> columns =
        IntStream.range(0, window.width())
            .mapToObj(i -> (Expression) over.column(i < width ? i : i + added))
            .toList();
    return new Plan.Project(over, columns, window.fields().stream().map(Field::name).toList());
  }

  /** Whether a join's condition asks no query that reads both sides. */
  public static boolean isSided(Expression condition, int leftWidth) {
    return SidedConditions.isSided(condition, leftWidth);
  }

  /** The plan of a query inside an expression. */
  static Plan query(Subplan subplan) {
    return apply((Plan) subplan);
  }

  /** The operator over an input that has the values of the queries as further columns. */
  private static Plan extended(Plan plan) {
    QueryColumns columns = new QueryColumns(plan.inputs().getFirst());
    List<Expression> replaced =
        PlanRewrite.expressions(plan).stream().map(columns::replace).toList();
    Plan over = PlanRewrite.withInputs(plan, List.of(columns.plan()));
    int[] next = {0};
    return PlanRewrite.mapExpressions(over, _ -> replaced.get(next[0]++));
  }

  /** What was added for the queries stands before the columns of the functions. */
  private static Plan expanded(Expand expand) {
    Plan plan = extended(expand);
    int width = expand.input().width();
    int added = plan.width() - expand.width();
    List<Expression> kept =
        IntStream.range(0, expand.width())
            .<Expression>mapToObj(i -> plan.column(i < width ? i : i + added))
            .toList();
    return new Plan.Project(plan, kept, expand.fields().stream().map(Field::name).toList());
  }

  private static Plan ofValues(Plan.Values values) {
    List<String> names = values.fields().stream().map(Field::name).toList();
    List<Plan> rows =
        values.rows().stream()
            .map(row -> extended(new Plan.Project(QueryColumns.ONE_ROW, row, names)))
            .toList();
    return rows.size() == 1 ? rows.getFirst() : new Plan.UnionAll(rows);
  }

  /** The first columns of a plan. */
  static Plan first(Plan plan, int width) {
    List<Expression> columns =
        IntStream.range(0, width).mapToObj(i -> (Expression) plan.column(i)).toList();
    return new Plan.Project(
        plan, columns, plan.fields().stream().limit(width).map(Field::name).toList());
  }
}
