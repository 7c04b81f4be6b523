package dev.evert.sql.bind;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.plan.Measure;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;

/**
 * Binds aggregates that say which place a row would have among those of the group: they count the
 * rows that would come before it.
 */
final class HypotheticalAggregates {
  private static final Type FLOAT = Type.Simple.FLOAT8;

  private final ExpressionBinder binder;
  private final Coercion coercion;
  private final AggregateRows rows;
  private final Place place;
  private final MeasureColumns columns;

  HypotheticalAggregates(
      ExpressionBinder binder, AggregateRows rows, Place place, MeasureColumns columns) {
    this.binder = binder;
    this.coercion = binder.coercion();
    this.rows = rows;
    this.place = place;
    this.columns = columns;
  }

  Expression bind(Syntax.Call call) {
    List<Plan.Sort> order = rows.order(call);
    List<Expression> values = values(call, order);
    Expression before = Expressions.FALSE;
    Expression equal = Expressions.TRUE;
    for (int i = order.size() - 1; i >= 0; i--) {
      Plan.Sort sort = alike(order.get(i), values.get(i), call.span());
      Expression value = coercion.implicit(values.get(i), sort.expression().type(), call.span());
      Expression same = new Expression.Not(new Expression.IsDistinct(sort.expression(), value));
      before =
          new Expression.Or(List.of(before(sort, value), Expressions.and(List.of(same, before))));
      equal = Expressions.and(List.of(same, equal));
      order.set(i, sort);
    }
    return switch (call.name()) {
      case "rank" -> next(count(call, before));
      case "dense_rank" -> next(different(call, before, order));
      case "percent_rank" -> share(call, count(call, before), 0);
      default -> share(call, next(count(call, new Expression.Or(List.of(before, equal)))), 1);
    };
  }

  /** The hypothetical row, a value for each to order by. */
  private List<Expression> values(Syntax.Call call, List<Plan.Sort> order) {
    List<Expression> values = call.arguments().stream().map(binder::bind).toList();
    if (values.size() != order.size()) {
      List<Expression> all = new ArrayList<>(values);
      order.forEach(sort -> all.add(sort.expression()));
      throw rows.noAggregate(call, all);
    }
    for (int i = 0; i < values.size(); i++) {
      if (!Columns.of(values.get(i)).isEmpty()) {
        throw place.unsupported(
            call.arguments().get(i).span(), "a hypothetical row that is not constant");
      }
    }
    return values;
  }

  private Plan.Sort alike(Plan.Sort sort, Expression value, Span span) {
    Type type =
        CommonType.ofTypes(List.of(sort.expression().type(), value.type()))
            .orElseThrow(() ->
                place.type(
                    span,
                    "within group types "
                        + sort.expression().type().sql()
                        + " and "
                        + Coercion.name(value.type())
                        + " cannot be matched"));
    return sort.map(e -> coercion.implicit(e, type, span));
  }

  /** Whether a row's value comes before that of the hypothetical one. */
  private static Expression before(Plan.Sort sort, Expression value) {
    Expression key = sort.expression();
    Comparison comparison = sort.descending() ? Comparison.GREATER : Comparison.LESS;
    Expression compared =
        new Expression.IsTruth(new Expression.Compare(comparison, key, value), true);
    Expression keyNull = new Expression.IsNull(key);
    Expression valueNull = new Expression.IsNull(value);
    Expression byNull =
        sort.nullsFirst()
            ? Expressions.and(List.of(keyNull, new Expression.Not(valueNull)))
            : Expressions.and(List.of(new Expression.Not(keyNull), valueNull));
    return new Expression.Or(List.of(compared, byNull));
  }

  private Expression count(Syntax.Call call, Expression condition) {
    return count(call, condition, new AggregateFunction.Count(), List.of());
  }

  private Expression different(Syntax.Call call, Expression condition, List<Plan.Sort> order) {
    List<Plan.Sort> keys =
        order.stream().map(sort -> AggregateRows.ascending(sort.expression())).toList();
    AggregateFunction count = new AggregateFunction.Distinct(new AggregateFunction.Count());
    return count(call, condition, count, keys);
  }

  private Expression count(
      Syntax.Call call, Expression condition, AggregateFunction function, List<Plan.Sort> keys) {
    Expression filter = rows.condition(call, List.of());
    Expression counted = filter == null ? condition : Expressions.and(List.of(filter, condition));
    return columns.of(new Measure(function, List.of(Expressions.TRUE), counted, keys, "count"));
  }

  private static Expression next(Expression count) {
    return OperatorBinder.call("+", List.of(count, Expressions.ofLong(1)));
  }

  /** A part of all rows and so many more; 0 of none. */
  private Expression share(Syntax.Call call, Expression part, long more) {
    Expression all =
        OperatorBinder.call("+", List.of(count(call, Expressions.TRUE), Expressions.ofLong(more)));
    Expression none = new Expression.Compare(Comparison.EQUAL, all, Expressions.ofLong(0));
    Expression share =
        OperatorBinder.call(
            "/", List.of(new Expression.Cast(part, FLOAT), new Expression.Cast(all, FLOAT)));
    Expression zero = new Expression.Cast(Expressions.ofLong(0), FLOAT);
    return new Expression.Case(List.of(new Expression.Branch(none, zero)), share);
  }
}
