package dev.evert.sql.optimize;

import dev.evert.spi.row.KeyFormat;
import dev.evert.sql.eventtime.Present;
import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.plan.Apply;
import dev.evert.sql.plan.Asof;
import dev.evert.sql.plan.Expand;
import dev.evert.sql.plan.GroupingSets;
import dev.evert.sql.plan.JoinType;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.PlanRewrite;
import dev.evert.sql.plan.Recursion;
import dev.evert.sql.plan.RecursiveScan;
import dev.evert.sql.plan.Sessions;
import dev.evert.sql.plan.SetOperation;
import dev.evert.sql.plan.Window;
import java.util.ArrayList;
import java.util.List;

/** Brings conditions as near to the inputs as they can be asked. */
final class FilterPushDown {
  private FilterPushDown() {}

  static Plan apply(Plan plan) {
    return push(plan, List.of());
  }

  /** The plan's rows of which all conditions are true. */
  private static Plan push(Plan plan, List<Expression> conditions) {
    return switch (plan) {
      case Plan.Filter filter -> {
        List<Expression> all = new ArrayList<>(Expressions.conjuncts(filter.condition()));
        all.addAll(conditions);
        yield push(filter.input(), all);
      }
      case Plan.Project project -> project(project, conditions);
      case Plan.Join join ->
          switch (join.kind()) {
            case INNER, LEFT -> join(join, conditions);
            case SEMI, ANTI -> match(join, conditions);
            case FULL -> stop(plan, conditions);
          };
      case Plan.Aggregate aggregate -> aggregate(aggregate, conditions);
      case Plan.Distinct distinct -> distinct(distinct, conditions);
      case Plan.UnionAll union ->
          new Plan.UnionAll(union.inputs().stream().map(input -> push(input, conditions)).toList());
      case SetOperation operation -> operation(operation, conditions);
      case Expand expand -> expand(expand, conditions);
      case Recursion _, RecursiveScan _ -> stop(plan, conditions);
      case GroupingSets _ -> stop(plan, conditions);
      case Plan.Top top -> parted(top, top.partition(), conditions);
      case Window window -> parted(window, window.partition(), conditions);
      case Sessions sessions -> parted(sessions, sessions.partition(), conditions);
      case Asof asof -> asof(asof, conditions);
      case Plan.Scan _, Plan.Values _, Apply _ -> stop(plan, conditions);
    };
  }

  /** Only partitions as a whole can be left out before, by what their rows have in common. */
  private static Plan parted(Plan plan, List<Expression> partition, List<Expression> conditions) {
    List<Expression> before = new ArrayList<>();
    List<Expression> after = new ArrayList<>();
    for (Expression condition : conditions) {
      boolean ofPartition =
          !partition.isEmpty()
              && Columns.of(condition).stream()
                  .allMatch(i ->
                      partition.contains(plan.column(i))
                          && KeyFormat.isExact(plan.column(i).type()));
      (ofPartition ? before : after).add(condition);
    }
    Plan input = push(plan.inputs().getFirst(), before);
    return PlanRewrite.filter(PlanRewrite.withInputs(plan, List.of(input)), after);
  }

  /** Left rows can be left out before; a right row that is, would make another one the nearest. */
  private static Plan asof(Asof asof, List<Expression> conditions) {
    Sides sides = new Sides(asof.left().width());
    conditions.forEach(sides::add);
    List<Expression> after = new ArrayList<>(sides.right(asof.left().width()));
    after.addAll(sides.both());
    Plan left = push(asof.left(), sides.left());
    Plan pushed = asof.map(left, apply(asof.right()), expression -> expression);
    return PlanRewrite.filter(pushed, after);
  }

  /** What is asked of rows of both sides alike can be asked before. */
  private static Plan operation(SetOperation operation, List<Expression> conditions) {
    boolean exact = operation.fields().stream().allMatch(field -> KeyFormat.isExact(field.type()));
    if (!exact) {
      return stop(operation, conditions);
    }
    return new SetOperation(
        operation.type(),
        operation.all(),
        push(operation.left(), conditions),
        push(operation.right(), conditions));
  }

  /** The conditions are over left rows; of its own, those of one side may be asked there. */
  private static Plan match(Plan.Join join, List<Expression> conditions) {
    Sides on = new Sides(join.left().width());
    Expression residual = join.residual();
    if (residual != null) {
      Expressions.conjuncts(residual).forEach(on::add);
    }
    List<Expression> left = new ArrayList<>(conditions);
    List<Expression> kept = new ArrayList<>(on.both());
    (join.kind() == JoinType.SEMI ? left : kept).addAll(on.left());
    Expression condition = Expressions.and(kept);
    return new Plan.Join(
        join.kind(),
        push(join.left(), left),
        push(join.right(), on.right()),
        join.keys(),
        condition.equals(Expressions.TRUE) ? null : condition);
  }

  /** What is asked of a row can be asked before it is expanded. */
  private static Plan expand(Expand expand, List<Expression> conditions) {
    List<Expression> before = new ArrayList<>();
    List<Expression> after = new ArrayList<>();
    for (Expression condition : conditions) {
      boolean ofRow = Columns.of(condition).length() <= expand.input().width();
      (ofRow ? before : after).add(condition);
    }
    Plan pushed = expand.with(push(expand.input(), before), expand.arguments());
    return PlanRewrite.filter(pushed, after);
  }

  private static Plan stop(Plan plan, List<Expression> conditions) {
    return PlanRewrite.filter(PlanRewrite.mapInputs(plan, FilterPushDown::apply), conditions);
  }

  /** A condition is asked before the projection if what it reads is there already. */
  private static Plan project(Plan.Project project, List<Expression> conditions) {
    List<Expression> before = new ArrayList<>();
    List<Expression> after = new ArrayList<>();
    for (Expression condition : conditions) {
      boolean there =
          Columns.of(condition).stream().allMatch(i -> isSimple(project.expressions().get(i)));
      if (there) {
        before.add(Columns.replace(condition, c -> project.expressions().get(c.index())));
      } else {
        after.add(condition);
      }
    }
    Plan input = push(project.input(), before);
    return PlanRewrite.filter(
        new Plan.Project(input, project.expressions(), project.names()), after);
  }

  private static boolean isSimple(Expression expression) {
    return expression instanceof Expression.Column || expression instanceof Expression.Literal;
  }

  private static Plan join(Plan.Join join, List<Expression> conditions) {
    boolean inner = join.kind() == JoinType.INNER || rejectsNulls(join, conditions);
    Sides on = new Sides(join.left().width());
    Sides where = new Sides(join.left().width());
    Expression residual = join.residual();
    List<Expression> own = residual == null ? List.of() : Expressions.conjuncts(residual);
    own.forEach(inner ? where::add : on::add);
    conditions.forEach(where::add);
    List<Expression> left = new ArrayList<>(where.left());
    List<Expression> right = new ArrayList<>(inner ? where.right() : on.right());
    List<Expression> kept = new ArrayList<>(inner ? where.both() : on.both());
    List<Expression> after = new ArrayList<>();
    if (!inner) {
      kept.addAll(on.left());
      after.addAll(where.right(join.left().width()));
      after.addAll(where.both());
    }
    // What changes with the time is asked of pairs, not by the join.
    where.both().stream().filter(c -> inner && Present.in(c)).forEach(after::add);
    kept.removeAll(after);
    Expression condition = Expressions.and(kept);
    Plan pushed =
        new Plan.Join(
            inner ? JoinType.INNER : JoinType.LEFT,
            push(join.left(), left),
            push(join.right(), right),
            join.keys(),
            condition.equals(Expressions.TRUE) ? null : condition);
    return PlanRewrite.filter(pushed, after);
  }

  /** Whether a condition is never true of a left row without a partner. */
  private static boolean rejectsNulls(Plan.Join join, List<Expression> conditions) {
    int width = join.left().width();
    return conditions.stream().anyMatch(condition -> NullRejection.rejects(condition, width));
  }

  /** Only groups as a whole can be left out, by what their rows have in common. */
  private static Plan aggregate(Plan.Aggregate aggregate, List<Expression> conditions) {
    List<Expression> before = new ArrayList<>();
    List<Expression> after = new ArrayList<>();
    for (Expression condition : conditions) {
      boolean ofGroup =
          !aggregate.global()
              && Columns.of(condition).stream().allMatch(i -> isExactGroup(aggregate, i));
      if (ofGroup) {
        before.add(Columns.replace(condition, c -> aggregate.groups().get(c.index())));
      } else {
        after.add(condition);
      }
    }
    Plan input = push(aggregate.input(), before);
    return PlanRewrite.filter(
        new Plan.Aggregate(input, aggregate.groups(), aggregate.measures()), after);
  }

  /** Where equal values may look different, the rows of a group may differ for a condition. */
  private static boolean isExactGroup(Plan.Aggregate aggregate, int column) {
    return column < aggregate.groups().size()
        && KeyFormat.isExact(aggregate.groups().get(column).type());
  }

  private static Plan distinct(Plan.Distinct distinct, List<Expression> conditions) {
    List<Expression> before = new ArrayList<>();
    List<Expression> after = new ArrayList<>();
    for (Expression condition : conditions) {
      boolean exact =
          Columns.of(condition).stream()
              .allMatch(i -> KeyFormat.isExact(distinct.fields().get(i).type()));
      (exact ? before : after).add(condition);
    }
    return PlanRewrite.filter(new Plan.Distinct(push(distinct.input(), before)), after);
  }
}
