package dev.evert.sql.bind;

import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.TableSyntax;
import java.util.List;

/**
 * {@code array(select …)} as a query of one row: the array of the query's rows. Where the query
 * orders its rows without leaving any out, the elements are in that order; otherwise, as in any
 * aggregate without one, in the order of the values.
 */
final class ArrayQueries {
  private static final String COLUMN = "value";

  private ArrayQueries() {}

  static Query aggregated(Syntax.ArrayQuery array, Place place) {
    Span span = array.span();
    return switch (array.query()) {
      case Query.Ordered ordered when ordered.limit() != null || ordered.offset() != null -> {
        if (!ordered.orderBy().isEmpty()) {
          throw place.unsupported(span, "an array of the first rows in an order");
        }
        yield ofRows(array.query(), List.of(), span);
      }
      case Query.Ordered(Query.Select select, List<Query.SortItem> order, _, _, _, _)
          when isPlain(select, order) ->
          select.withItem(
              new Query.Item(aggregate(select.items().getFirst().expression(), order, span), null));
      case Query.Ordered ordered
          when ordered.orderBy().size() == 1 && isOfColumn(ordered.orderBy().getFirst()) ->
          ofRows(ordered.query(), ordered.orderBy(), span);
      case Query.Ordered ordered ->
          throw place.unsupported(ordered.span(), "this order in an array of rows");
      case Query query -> ofRows(query, List.of(), span);
    };
  }

  /** Whether the order can be that of an aggregate in the query's place. */
  private static boolean isPlain(Query.Select select, List<Query.SortItem> order) {
    boolean named = order.stream().allMatch(item -> !(item.expression() instanceof Syntax.Digits));
    return named
        && !select.distinct()
        && select.distinctOn().isEmpty()
        && select.groupBy() == null
        && select.having() == null
        && select.qualify() == null
        && select.items().size() == 1;
  }

  /** Whether rows are ordered by their first and only column. */
  private static boolean isOfColumn(Query.SortItem item) {
    return item.expression() instanceof Syntax.Digits(String digits, _) && digits.equals("1");
  }

  /** The order, if there is one, is that of the rows' only column. */
  private static Query ofRows(Query query, List<Query.SortItem> order, Span span) {
    TableSyntax rows =
        new TableSyntax.Aliased(
            new TableSyntax.Derived(query, false, span), "rows", List.of(COLUMN), span);
    Syntax value = new Syntax.Name(List.of(COLUMN), span);
    List<Query.SortItem> byValue =
        order.stream()
            .map(item -> new Query.SortItem(value, item.descending(), item.nullsFirst()))
            .toList();
    Query.Item item = new Query.Item(aggregate(value, byValue, span), null);
    return new Query.Select(
        false, List.of(), List.of(item), rows, null, null, null, List.of(), null, span);
  }

  private static Syntax aggregate(Syntax value, List<Query.SortItem> order, Span span) {
    return new Syntax.Call("array_agg", List.of(value), false, false, order, false, null, span);
  }
}
