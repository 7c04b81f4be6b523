package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the groups and aggregates of one select. Aggregates are bound to columns far beyond
 * those of the input; {@link #rewrite} puts them, and the groups, to their places in the plan of
 * the groups.
 */
final class Grouping implements AggregateCalls {
  private static final int FIRST_MEASURE = 1 << 20;

  private final Plan input;
  private final Scope scope;
  private final ExpressionBinder arguments;
  private final Place place;
  private final List<Expression> groups = new ArrayList<>();
  private final List<Counted> measures = new ArrayList<>();

  /** A measure, and the argument of which it counts each value only once, if it does. */
  record Counted(Plan.Measure measure, @Nullable Expression distinct) {}

  /**
   * No groups yet.
   *
   * @param arguments binds the arguments of aggregates
   */
  Grouping(Plan input, Scope scope, ExpressionBinder arguments, Place place) {
    this.input = input;
    this.scope = scope;
    this.arguments = arguments;
    this.place = place;
  }

  void addGroup(Expression group, Span span) {
    Equality.require(group.type(), place, span);
    if (!groups.contains(group)) {
      groups.add(group);
    }
  }

  @Override
  public Expression bind(Syntax.Call call) {
    Counted counted = counted(call);
    int known = measures.indexOf(counted);
    int index = known >= 0 ? known : measures.size();
    if (known < 0) {
      measures.add(counted);
    }
    boolean nullable = !call.name().equals("count");
    return new Expression.Column(
        FIRST_MEASURE + index, counted.measure().function().result(), nullable);
  }

  private Counted counted(Syntax.Call call) {
    if (!call.orderBy().isEmpty()) {
      throw place.unsupported(
          call.orderBy().getFirst().expression().span(), "an aggregate's order");
    }
    Expression argument = call.star() ? null : argument(call);
    Syntax filter = call.filter();
    Expression condition =
        filter == null ? null : arguments.condition(filter, "the argument of filter");
    Coercion coercion = arguments.coercion();
    if (!call.distinct() || argument == null || Aggregates.ignoresDuplicates(call.name())) {
      Plan.Measure measure = Aggregates.measure(call, argument, coercion, place);
      return new Counted(filtered(measure, condition), null);
    }
    Equality.require(argument.type(), place, call.span());
    Expression value = condition == null ? argument : where(condition, argument);
    Expression column = new Expression.Column(0, value.type(), value.nullable());
    return new Counted(Aggregates.measure(call, column, coercion, place), value);
  }

  private Expression argument(Syntax.Call call) {
    if (call.arguments().size() != 1) {
      throw place.unsupported(
          call.span(), call.name() + " with " + call.arguments().size() + " arguments");
    }
    return arguments.bindKnown(call.arguments().getFirst());
  }

  private static Plan.Measure filtered(Plan.Measure measure, @Nullable Expression condition) {
    return condition == null
        ? measure
        : new Plan.Measure(
            measure.function(), where(condition, measure.argument()), measure.name());
  }

  private static Expression where(Expression condition, Expression argument) {
    return new Expression.Case(
        List.of(new Expression.Branch(condition, argument)), Expressions.ofNull(argument.type()));
  }

  /**
   * Fails if the expression reads a column that is neither a group nor inside an aggregate; what
   * the primary key among the groups determines becomes a group.
   */
  void require(Expression expression, Span span, ExpressionBinder binder) {
    if (groups.contains(expression)) {
      return;
    }
    if (expression instanceof Expression.Column column && column.index() < FIRST_MEASURE) {
      if (!determined(column)) {
        throw ungrouped(binder.writtenName(column.index(), span));
      }
      groups.add(column);
    }
    expression.operands().forEach(operand -> require(operand, span, binder));
  }

  private boolean determined(Expression.Column column) {
    return scope.columns().stream()
        .filter(c -> c.expression().equals(column))
        .map(ScopeColumn::relation)
        .anyMatch(relation -> relation != null && isKeyGrouped(relation));
  }

  private boolean isKeyGrouped(Relation relation) {
    return !relation.key().isEmpty()
        && relation.key().stream()
            .allMatch(name ->
                scope.columns().stream()
                    .anyMatch(c ->
                        relation.equals(c.relation())
                            && c.name().equals(name)
                            && groups.contains(c.expression())));
  }

  private RuntimeException ungrouped(Syntax.Name name) {
    return place.error(
        name.span(),
        ErrorCode.SQL_SYNTAX,
        "column \"" + String.join(".", name.parts()) + "\" must be in group by or in an aggregate");
  }

  /** The expression over the columns of {@link #plan}. */
  Expression rewrite(Expression expression) {
    int group = groups.indexOf(expression);
    if (group >= 0) {
      return new Expression.Column(group, expression.type(), expression.nullable());
    }
    if (expression instanceof Expression.Column column) {
      return new Expression.Column(
          column.index() - FIRST_MEASURE + groups.size(), column.type(), column.nullable());
    }
    return Expressions.withOperands(
        expression, expression.operands().stream().map(this::rewrite).toList());
  }

  /** The groups' columns, then the aggregates. */
  Plan plan() {
    return new GroupPlan(input, List.copyOf(groups), List.copyOf(measures)).plan();
  }
}
