package dev.evert.sql.bind;

import dev.evert.sql.expression.Expression;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.Query;
import java.util.List;

/**
 * The {@code order by} and {@code limit} of a query.
 *
 * @param counts whether the rows have the order also where there is no limit
 */
record Ordering(List<Query.SortItem> items, Limit limit, boolean counts) {
  static final Ordering NONE = new Ordering(List.of(), Limit.NONE, false);

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

  /** Whether it has an effect. */
  boolean applies() {
    return counts || limit.limits();
  }

  /** The plan's rows, as many as are wanted. */
  Plan apply(Plan plan, List<Plan.Sort> sorts) {
    return applies()
        ? new Plan.Top(plan, List.of(), sorts, limit.offset(), limit.count(), limit.extent())
        : plan;
  }
}
