package dev.evert.sql.bind;

import dev.evert.sql.expression.Expression;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.Query;
import java.util.List;

/** The {@code order by} and {@code limit} of a query. */
record Ordering(List<Query.SortItem> items, Limit limit) {
  static final Ordering NONE = new Ordering(List.of(), Limit.NONE);

  Ordering {
    items = List.copyOf(items);
  }

  /** One entry, its expression bound. */
  Plan.Sort sort(Query.SortItem item, Expression expression, Place place) {
    if (!Types.ordered(expression.type())) {
      throw place.type(
          item.expression().span(), "values of type " + expression.type().sql() + " have no order");
    }
    return new Plan.Sort(expression, item.descending(), item.nullsFirst());
  }

  /** The plan's rows, as many as are wanted. */
  Plan apply(Plan plan, List<Plan.Sort> sorts) {
    return limit.limits()
        ? new Plan.Top(plan, List.of(), sorts, limit.offset(), limit.count(), limit.extent())
        : plan;
  }
}
