package dev.evert.sql.decorrelate;

import dev.evert.spi.row.KeyFormat;
import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.KeyForms;
import dev.evert.sql.expression.Parameters;
import dev.evert.sql.plan.Apply;
import dev.evert.sql.plan.Asof;
import dev.evert.sql.plan.Expand;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.GroupingSets;
import dev.evert.sql.plan.JoinType;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.PlanParameters;
import dev.evert.sql.plan.PlanRewrite;
import dev.evert.sql.plan.Recursion;
import dev.evert.sql.plan.RecursiveScan;
import dev.evert.sql.plan.Sessions;
import dev.evert.sql.plan.SetOperation;
import dev.evert.sql.plan.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parameters' values before a query's rows where a condition of the query says of each
 * parameter what it is equal to: then those are the values, and nobody has to know which of them
 * are asked for.
 */
final class BoundParameters {
  private final List<Expression> parameters;
  private final Fronted fronted;

  BoundParameters(List<Expression> parameters) {
    this.parameters = parameters;
    this.fronted = new Fronted(parameters.size());
  }

  /** The query's rows with the values before them; null if it does not say them all. */
  @Nullable Plan bind(Plan query) {
    return switch (query) {
      case Plan.Filter filter ->
          PlanParameters.in(filter.input())
              ? over(filter.input(), input -> fronted.filter(filter, input))
              : equalities(filter);
      case Plan.Project project -> over(project.input(), input -> fronted.project(project, input));
      case Plan.Aggregate aggregate ->
          aggregate.global()
              ? null
              : over(aggregate.input(), input -> fronted.aggregate(aggregate, input));
      case GroupingSets sets -> bind(sets.expanded());
      case Plan.Distinct distinct -> over(distinct.input(), Plan.Distinct::new);
      case Plan.Join join -> join(join);
      case Expand expand -> over(expand.input(), input -> fronted.expand(expand, input));
      case Plan.UnionAll _, SetOperation _ -> all(query);
      case Plan.Top top -> over(top.input(), input -> fronted.top(top, input));
      case Window window -> over(window.input(), input -> fronted.window(window, input));
      case Sessions sessions -> over(sessions.input(), input -> fronted.sessions(sessions, input));
      case Recursion _, RecursiveScan _, Asof _ -> null;
      case Plan.Scan _, Plan.Values _, Apply _ -> null;
    };
  }

  private interface Rebuild {
    Plan over(Plan input);
  }

  private @Nullable Plan over(Plan input, Rebuild rebuild) {
    Plan bound = bind(input);
    return bound == null ? null : rebuild.over(bound);
  }

  private @Nullable Plan all(Plan plan) {
    List<Plan> inputs = new ArrayList<>();
    for (Plan input : plan.inputs()) {
      Plan bound = bind(input);
      if (bound == null) {
        return null;
      }
      inputs.add(bound);
    }
    return PlanRewrite.withInputs(plan, inputs);
  }

  /** A join whose left side alone reads parameters keeps its left side's values. */
  private @Nullable Plan join(Plan.Join join) {
    boolean readsMore =
        PlanParameters.in(join.right())
            || PlanRewrite.expressions(join).stream().anyMatch(Parameters::in);
    if (readsMore || join.kind() == JoinType.FULL) {
      return null;
    }
    return over(
        join.left(),
        left -> {
          Expression residual = join.residual();
          List<Plan.Join.Key> keys =
              join.keys().stream()
                  .map(key ->
                      new Plan.Join.Key(
                          fronted.move(key.left(), left), key.right(), key.nullSafe()))
                  .toList();
          Expression moved = residual == null ? null : fronted.move(residual, left);
          return new Plan.Join(join.kind(), left, join.right(), keys, moved);
        });
  }

  /** What the conditions of a filter say of the parameters. */
  private @Nullable Plan equalities(Plan.Filter filter) {
    List<@Nullable Expression> values = new ArrayList<>();
    parameters.forEach(_ -> values.add(null));
    List<Expression> rest = new ArrayList<>();
    for (Expression condition : Expressions.conjuncts(filter.condition())) {
      if (!takes(condition, values)) {
        rest.add(condition);
      }
    }
    List<Expression> found = new ArrayList<>();
    for (Expression value : values) {
      if (value == null) {
        return null;
      }
      found.add(value);
    }
    return bound(filter.input(), rest, found);
  }

  private Plan bound(Plan input, List<Expression> conditions, List<Expression> values) {
    List<Expression> asked =
        conditions.stream()
            .map(c -> Parameters.replace(c, parameter -> values.get(parameter.index())))
            .toList();
    List<Expression> expressions = new ArrayList<>(values);
    expressions.addAll(input.columns());
    List<String> names =
        new ArrayList<>(IntStream.range(0, values.size()).mapToObj(i -> "p" + i).toList());
    input.fields().stream().map(Field::name).forEach(names::add);
    return new Plan.Project(PlanRewrite.filter(input, asked), expressions, names);
  }

  /** Whether the condition is the first one to say what a parameter is equal to. */
  private boolean takes(Expression condition, List<@Nullable Expression> values) {
    return condition instanceof Expression.Compare compare
        && compare.comparison() == Comparison.EQUAL
        && (takes(compare.left(), compare.right(), values)
            || takes(compare.right(), compare.left(), values));
  }

  /** Values that are equal and look different can not stand for each other elsewhere. */
  private static boolean takes(
      Expression one, Expression other, List<@Nullable Expression> values) {
    boolean says =
        one instanceof Expression.Parameter parameter
            && values.get(parameter.index()) == null
            && !Parameters.in(other)
            && KeyForms.alike(one.type(), other.type())
            && KeyFormat.isExact(one.type());
    if (says) {
      values.set(((Expression.Parameter) one).index(), other);
    }
    return says;
  }
}
