package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the groups and aggregates of one select. Aggregates are bound to columns far beyond
 * those of the input; {@link #rewrite} puts them, and the groups, to their places in the plan of
 * the groups.
 */
final class Grouping implements AggregateCalls {
  private static final int FIRST_MEASURE = 1 << 20;

  private final Plan input;
  private final Scope scope;
  private final Place place;
  private final List<Expression> groups = new ArrayList<>();
  private final List<Plan.Measure> measures = new ArrayList<>();
  private final AggregateBinder aggregates;

  /**
   * No groups yet.
   *
   * @param arguments binds the arguments of aggregates
   */
  Grouping(Plan input, Scope scope, ExpressionBinder arguments, Place place) {
    this.input = input;
    this.scope = scope;
    this.place = place;
    this.aggregates = new AggregateBinder(arguments, place, this::column);
  }

  void addGroup(Expression group, Span span) {
    Equality.require(group.type(), place, span);
    if (!groups.contains(group)) {
      groups.add(group);
    }
  }

  @Override
  public Expression bind(Syntax.Call call) {
    return aggregates.bind(call);
  }

  /** The column that stands for a measure: one for all that are equal. */
  private Expression column(Plan.Measure measure) {
    int known = measures.indexOf(measure);
    int index = known >= 0 ? known : measures.size();
    if (known < 0) {
      measures.add(measure);
    }
    return new Expression.Column(
        FIRST_MEASURE + index, measure.function().result(), !Aggregates.isCount(measure));
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

  /** The groups' columns, then the aggregates. Of all rows there is one group at least. */
  Plan plan() {
    boolean nothing = groups.isEmpty() && measures.isEmpty();
    return new Plan.Aggregate(input, groups, nothing ? List.of(Aggregates.COUNT) : measures);
  }
}
