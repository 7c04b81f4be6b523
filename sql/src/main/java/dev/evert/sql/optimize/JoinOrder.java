package dev.evert.sql.optimize;

import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.JoinType;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.PlanRewrite;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Orders inner joins so that each next table is joined by an equality to those before it, as long
 * as there is one: tables keep the order of the query otherwise.
 */
final class JoinOrder {
  private final List<Plan> tables = new ArrayList<>();
  private final List<Integer> firstColumns = new ArrayList<>();
  private final List<Expression> conditions = new ArrayList<>();
  private int width;

  private JoinOrder() {}

  static Plan apply(Plan plan) {
    if (plan instanceof Plan.Join join && isPlainInner(join)) {
      JoinOrder order = new JoinOrder();
      order.collect(plan);
      return order.joined(plan);
    }
    return PlanRewrite.mapInputs(plan, JoinOrder::apply);
  }

  private static boolean isPlainInner(Plan.Join join) {
    return join.kind() == JoinType.INNER && join.keys().isEmpty();
  }

  /** All conditions are over the columns of all tables in the query's order. */
  private void collect(Plan plan) {
    if (plan instanceof Plan.Join join && isPlainInner(join)) {
      int first = width;
      collect(join.left());
      collect(join.right());
      Expression residual = join.residual();
      if (residual != null) {
        Expressions.conjuncts(residual)
            .forEach(c -> conditions.add(Columns.move(c, index -> index + first)));
      }
    } else {
      tables.add(apply(plan));
      firstColumns.add(width);
      width += plan.width();
    }
  }

  private Plan joined(Plan original) {
    List<Integer> order = order();
    int[] places = new int[width];
    Plan plan = tables.get(order.getFirst());
    place(order.getFirst(), 0, places);
    BitSet known = columns(order.getFirst());
    List<Expression> open = new ArrayList<>(conditions);
    for (int table : order.subList(1, order.size())) {
      place(table, plan.width(), places);
      known.or(columns(table));
      List<Expression> now = new ArrayList<>();
      for (Expression condition : List.copyOf(open)) {
        if (isSubset(Columns.of(condition), known)) {
          now.add(Columns.move(condition, index -> places[index]));
          open.remove(condition);
        }
      }
      Expression residual = Expressions.and(now);
      plan =
          new Plan.Join(
              JoinType.INNER,
              plan,
              tables.get(table),
              List.of(),
              residual.equals(Expressions.TRUE) ? null : residual);
    }
    return restored(plan, original, places);
  }

  private static Plan restored(Plan plan, Plan original, int[] places) {
    List<Expression> expressions =
        IntStream.of(places).mapToObj(place -> (Expression) plan.column(place)).toList();
    return PlanRewrite.project(
        plan, expressions, original.fields().stream().map(Field::name).toList());
  }

  private List<Integer> order() {
    List<Integer> order = new ArrayList<>(List.of(0));
    BitSet known = columns(0);
    while (order.size() < tables.size()) {
      int next = next(order, known);
      order.add(next);
      known.or(columns(next));
    }
    return order;
  }

  private int next(List<Integer> order, BitSet known) {
    int first = -1;
    for (int table = 0; table < tables.size(); table++) {
      if (order.contains(table)) {
        continue;
      }
      if (isConnected(table, known)) {
        return table;
      }
      first = first < 0 ? table : first;
    }
    return first;
  }

  private boolean isConnected(int table, BitSet known) {
    BitSet own = columns(table);
    return conditions.stream()
        .filter(Expression.Compare.class::isInstance)
        .map(Expression.Compare.class::cast)
        .filter(compare -> compare.comparison().sql().equals("="))
        .anyMatch(compare ->
            connects(compare.left(), own, compare.right(), known)
                || connects(compare.right(), own, compare.left(), known));
  }

  private static boolean connects(Expression one, BitSet own, Expression other, BitSet known) {
    BitSet first = Columns.of(one);
    BitSet second = Columns.of(other);
    return !first.isEmpty() && !second.isEmpty() && isSubset(first, own) && isSubset(second, known);
  }

  private BitSet columns(int table) {
    BitSet columns = new BitSet();
    int first = firstColumns.get(table);
    columns.set(first, first + tables.get(table).width());
    return columns;
  }

  private void place(int table, int at, int[] places) {
    for (int i = 0; i < tables.get(table).width(); i++) {
      places[firstColumns.get(table) + i] = at + i;
    }
  }

  private static boolean isSubset(BitSet part, BitSet whole) {
    BitSet rest = (BitSet) part.clone();
    rest.andNot(whole);
    return rest.isEmpty();
  }
}
