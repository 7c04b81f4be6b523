package dev.evert.sql.bind;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.OfQuery;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.Measure;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;

/** Binds queries that stand inside expressions. */
final class SubqueryBinder {
  private final ExpressionBinder binder;
  private final OperatorBinder operators;
  private final Subqueries queries;
  private final Scope scope;
  private final Place place;

  SubqueryBinder(
      ExpressionBinder binder, OperatorBinder operators, Subqueries queries, Scope scope) {
    this.binder = binder;
    this.operators = operators;
    this.queries = queries;
    this.scope = scope;
    this.place = scope.place();
  }

  /** A query and what its parameters stand for. */
  record Bound(Plan plan, List<Expression> parameters) {}

  private Bound bind(Query query) {
    Outer outer = new Outer(scope, binder::bind);
    Plan plan = queries.bind(query, outer);
    return new Bound(plan, outer.parameters());
  }

  Expression exists(Syntax.Exists exists) {
    Bound bound = bind(withColumns(exists.query()));
    return new OfQuery.Exists(bound.plan(), bound.parameters());
  }

  /** Whether there is a row does not hang on what it has in it, not even on whether it has. */
  private static Query withColumns(Query query) {
    return query instanceof Query.Select select && select.items().isEmpty()
        ? select.withItem(new Query.Item(new Syntax.Truth(true, select.span()), null))
        : query;
  }

  Expression single(Syntax.Subquery subquery) {
    Bound bound = bind(subquery.query());
    requireWidth(bound.plan(), 1, subquery.span());
    Type type = bound.plan().fields().getFirst().type();
    return new OfQuery.Single(bound.plan(), 0, type, bound.parameters());
  }

  /** The columns of the only row of a query that has to have so many. */
  List<Expression> columns(Syntax.Subquery subquery, int count) {
    Bound bound = bind(subquery.query());
    requireWidth(bound.plan(), count, subquery.span());
    List<Expression> columns = new ArrayList<>();
    for (Field field : bound.plan().fields()) {
      columns.add(
          new OfQuery.Single(bound.plan(), columns.size(), field.type(), bound.parameters()));
    }
    return columns;
  }

  /** No rows are an empty array, other than in an aggregate. */
  Expression array(Syntax.ArrayQuery array) {
    Query query = ArrayQueries.aggregated(array, place);
    Expression rows = single(new Syntax.Subquery(query, array.span()));
    if (!(rows.type().base() instanceof Type.Array type)) {
      throw new IllegalStateException("array_agg gives " + rows.type().sql());
    }
    return new Expression.Coalesce(List.of(rows, new Expression.ArrayOf(type, List.of())));
  }

  private void requireWidth(Plan plan, int width, Span span) {
    if (plan.width() != width) {
      throw place.error(
          span,
          ErrorCode.SQL_SYNTAX,
          "the query here must have %d column%s, not %d"
              .formatted(width, width == 1 ? "" : "s", plan.width()));
    }
  }

  Expression in(Syntax.InQuery in) {
    Bound bound = bind(in.query());
    List<Syntax> values =
        in.operand() instanceof Syntax.Row row ? row.values() : List.of(in.operand());
    requireWidth(bound.plan(), values.size(), in.span());
    Expression among = among(values, bound, in.span());
    return in.negated() ? new Expression.Not(among) : among;
  }

  /** The values and the columns are brought to the types in which they are compared. */
  private Expression among(List<Syntax> values, Bound bound, Span span) {
    List<Expression> left = new ArrayList<>();
    List<Expression> right = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Expression.Compare compare = compare(Comparison.EQUAL, values.get(i), bound, i, span);
      left.add(compare.left());
      right.add(compare.right());
    }
    Plan plan = new Plan.Project(bound.plan(), right, right.stream().map(_ -> "value").toList());
    boolean nullable = plan.fields().stream().anyMatch(Field::nullable);
    return new OfQuery.Among(left, plan, nullable, bound.parameters());
  }

  private Expression.Compare compare(
      Comparison comparison, Syntax value, Bound bound, int column, Span span) {
    List<Expression> both = List.of(binder.bind(value), bound.plan().column(column));
    List<Span> spans = List.of(value.span(), span);
    return (Expression.Compare) operators.compare(comparison, both, spans, span);
  }

  Expression quantified(Syntax.QuantifiedQuery test) {
    Comparison comparison = Comparison.of(test.operator());
    Bound bound = bind(test.query());
    if (test.operand() instanceof Syntax.Row row) {
      return ofRow(test, row, comparison, bound);
    }
    requireWidth(bound.plan(), 1, test.span());
    if (comparison == Comparison.EQUAL && !test.all()) {
      return among(List.of(test.operand()), bound, test.span());
    }
    if (comparison == Comparison.NOT_EQUAL && test.all()) {
      return new Expression.Not(among(List.of(test.operand()), bound, test.span()));
    }
    Expression.Compare compare = compare(comparison, test.operand(), bound, 0, test.span());
    if (!Types.orderedInside(compare.left().type())) {
      return binder.bind(ofElements(test));
    }
    return new Quantification(compare, test.all(), bound).expression();
  }

  /** Where bytes do not have the order of values, all are compared one by one. */
  private static Syntax ofElements(Syntax.QuantifiedQuery test) {
    Syntax array = new Syntax.ArrayQuery(test.query(), test.span());
    return new Syntax.Quantified(test.operand(), test.operator(), test.all(), array, test.span());
  }

  private Expression ofRow(
      Syntax.QuantifiedQuery test, Syntax.Row row, Comparison comparison, Bound bound) {
    requireWidth(bound.plan(), row.values().size(), test.span());
    if (comparison == Comparison.EQUAL && !test.all()) {
      return among(row.values(), bound, test.span());
    }
    if (comparison == Comparison.NOT_EQUAL && test.all()) {
      return new Expression.Not(among(row.values(), bound, test.span()));
    }
    throw place.unsupported(test.span(), "a row in this comparison with a query");
  }

  /**
   * A comparison with all rows of a query, or any: the least and the greatest of them decide, and
   * whether there are nulls.
   */
  private record Quantification(Expression.Compare compare, boolean all, Bound bound) {
    private static final int ROWS = 0;
    private static final int VALUES = 1;
    private static final int LEAST = 2;
    private static final int GREATEST = 3;

    Expression expression() {
      Expression value = compare.left();
      Plan summary = summary();
      Expression rows = single(summary, ROWS);
      Expression values = single(summary, VALUES);
      Expression none = equal(rows, Expressions.ofLong(0));
      Expression open =
          new Expression.Or(
              List.of(
                  new Expression.IsNull(value),
                  new Expression.Compare(Comparison.LESS, values, rows)));
      Expression decided = decided(value, summary);
      Expression test = new Expression.IsTruth(decided, !all);
      return new Expression.Case(
          List.of(
              new Expression.Branch(none, truth(all)),
              new Expression.Branch(test, truth(!all)),
              new Expression.Branch(open, Expressions.ofNull(Type.Simple.BOOLEAN))),
          truth(all));
    }

    private Plan summary() {
      Expression column = compare.right();
      Plan values = new Plan.Project(bound.plan(), List.of(column), List.of("value"));
      Expression argument = values.column(0);
      return new Plan.Aggregate(
          values,
          List.of(),
          List.of(
              new Measure(new AggregateFunction.Count(), Expressions.TRUE, "count"),
              new Measure(new AggregateFunction.Count(), Expressions.present(argument), "count"),
              new Measure(new AggregateFunction.Min(argument.type()), argument, "min"),
              new Measure(new AggregateFunction.Max(argument.type()), argument, "max")));
    }

    private Expression single(Plan summary, int column) {
      Type type = summary.fields().get(column).type();
      return new OfQuery.Single(summary, column, type, bound.parameters());
    }

    /** What holds for the least and the greatest holds for all; what fails for both, for none. */
    private Expression decided(Expression value, Plan summary) {
      Expression least = single(summary, LEAST);
      Expression greatest = single(summary, GREATEST);
      return switch (compare.comparison()) {
        case EQUAL -> Expressions.and(List.of(with(value, least), with(value, greatest)));
        case NOT_EQUAL -> new Expression.Or(List.of(with(value, least), with(value, greatest)));
        case LESS, LESS_OR_EQUAL -> with(value, all ? least : greatest);
        case GREATER, GREATER_OR_EQUAL -> with(value, all ? greatest : least);
      };
    }

    private Expression with(Expression value, Expression extreme) {
      return new Expression.Compare(compare.comparison(), value, extreme);
    }

    private static Expression equal(Expression left, Expression right) {
      return new Expression.Compare(Comparison.EQUAL, left, right);
    }

    private static Expression truth(boolean value) {
      return value ? Expressions.TRUE : Expressions.FALSE;
    }
  }
}
