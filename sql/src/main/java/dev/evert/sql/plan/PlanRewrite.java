package dev.evert.sql.plan;

import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Takes plans apart and puts them together again. */
public final class PlanRewrite {
  private PlanRewrite() {}

  /** The plan with other inputs, as many as it has. */
  public static Plan withInputs(Plan plan, List<Plan> inputs) {
    if (plan.inputs().equals(inputs)) {
      return plan;
    }
    return switch (plan) {
      case Plan.Scan _, Plan.Values _ -> plan;
      case Plan.Filter filter -> new Plan.Filter(inputs.getFirst(), filter.condition());
      case Plan.Project project ->
          new Plan.Project(inputs.getFirst(), project.expressions(), project.names());
      case Plan.Join join ->
          new Plan.Join(
              join.kind(), inputs.getFirst(), inputs.getLast(), join.keys(), join.residual());
      case Plan.Aggregate aggregate ->
          new Plan.Aggregate(inputs.getFirst(), aggregate.groups(), aggregate.measures());
      case Apply apply ->
          new Apply(
              apply.kind(),
              inputs.getFirst(),
              inputs.getLast(),
              apply.parameters(),
              apply.condition());
      case RecursiveScan _ -> plan;
      case Recursion recursion -> recursion.over(inputs);
      case Expand expand -> expand.with(inputs.getFirst(), expand.arguments());
      case SetOperation operation ->
          new SetOperation(operation.type(), operation.all(), inputs.getFirst(), inputs.getLast());
      case GroupingSets sets ->
          new GroupingSets(inputs.getFirst(), sets.groups(), sets.sets(), sets.measures());
      case Plan.Distinct _ -> new Plan.Distinct(inputs.getFirst());
      case Plan.UnionAll _ -> new Plan.UnionAll(inputs);
      case Plan.Top top -> top.over(inputs.getFirst());
      case Window window -> window.over(inputs.getFirst());
      case Sessions sessions -> sessions.map(inputs.getFirst(), expression -> expression);
      case Asof asof -> asof.map(inputs.getFirst(), inputs.getLast(), expression -> expression);
    };
  }

  /** The plan with a rule applied to each of its inputs. */
  public static Plan mapInputs(Plan plan, UnaryOperator<Plan> rule) {
    return withInputs(plan, plan.inputs().stream().map(rule).toList());
  }

  /** The rows of which all conditions are true. */
  public static Plan filter(Plan input, List<Expression> conditions) {
    Expression condition = Expressions.and(conditions);
    return condition.equals(Expressions.TRUE) ? input : new Plan.Filter(input, condition);
  }

  /** A projection, unless it would change nothing but names. */
  public static Plan project(Plan input, List<Expression> expressions, List<String> names) {
    boolean same =
        expressions.equals(input.columns())
            && names.equals(input.fields().stream().map(Field::name).toList());
    return same ? input : new Plan.Project(input, expressions, names);
  }

  /** The expressions of this operator. */
  public static List<Expression> expressions(Plan plan) {
    List<Expression> all = new ArrayList<>();
    PlanRewrite.mapExpressions(
        plan,
        expression -> {
          all.add(expression);
          return expression;
        });
    return all;
  }

  /** The plan with a rule applied to each expression of this operator. */
  public static Plan mapExpressions(Plan plan, UnaryOperator<Expression> rule) {
    return switch (plan) {
      case Plan.Scan _, Plan.Distinct _, Plan.UnionAll _, SetOperation _ -> plan;
      case Recursion _, RecursiveScan _ -> plan;
      case Plan.Values values ->
          new Plan.Values(
              values.fields(),
              values.rows().stream().map(row -> row.stream().map(rule).toList()).toList());
      case Plan.Filter filter -> new Plan.Filter(filter.input(), rule.apply(filter.condition()));
      case Plan.Project project ->
          new Plan.Project(
              project.input(), project.expressions().stream().map(rule).toList(), project.names());
      case Plan.Join join -> join(join, rule);
      case Apply apply -> apply(apply, rule);
      case Expand expand ->
          expand.with(expand.input(), expand.arguments().stream().map(rule).toList());
      case Plan.Aggregate aggregate ->
          new Plan.Aggregate(
              aggregate.input(),
              aggregate.groups().stream().map(rule).toList(),
              aggregate.measures().stream().map(measure -> measure.map(rule)).toList());
      case GroupingSets sets ->
          new GroupingSets(
              sets.input(),
              sets.groups().stream().map(rule).toList(),
              sets.sets(),
              sets.measures().stream().map(measure -> measure.map(rule)).toList());
      case Plan.Top top -> top.map(top.input(), rule);
      case Window window -> window.map(window.input(), rule);
      case Sessions sessions -> sessions.map(sessions.input(), rule);
      case Asof asof -> asof.map(asof.left(), asof.right(), rule);
    };
  }

  private static Plan apply(Apply apply, UnaryOperator<Expression> rule) {
    Expression condition = apply.condition();
    return new Apply(
        apply.kind(),
        apply.left(),
        apply.right(),
        apply.parameters().stream().map(rule).toList(),
        condition == null ? null : rule.apply(condition));
  }

  private static Plan join(Plan.Join join, UnaryOperator<Expression> rule) {
    Expression residual = join.residual();
    return new Plan.Join(
        join.kind(),
        join.left(),
        join.right(),
        join.keys().stream()
            .map(k -> new Plan.Join.Key(rule.apply(k.left()), rule.apply(k.right()), k.nullSafe()))
            .toList(),
        residual == null ? null : rule.apply(residual));
  }
}
