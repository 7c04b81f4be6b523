package dev.evert.sql.circuit;

import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Clock;
import dev.evert.dataflow.Horizon;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.RowFunction;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.Type;
import dev.evert.sql.ViewOptions;
import dev.evert.sql.eventtime.EventTimes;
import dev.evert.sql.eventtime.Finality;
import dev.evert.sql.eventtime.Flips;
import dev.evert.sql.eventtime.TimeBound;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.ExpressionText;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.generate.Compilation;
import dev.evert.sql.generate.RowShape;
import dev.evert.sql.plan.Asof;
import dev.evert.sql.plan.JoinType;
import dev.evert.sql.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what operators may forget behind the watermarks of the tables that they read. */
final class Horizons {
  private final EventTimes times;

  /** Finds it from the times of rows. */
  Horizons(EventTimes times) {
    this.times = times;
  }

  /** What the values of an expression are not less than in rows that change from now on. */
  List<TimeBound> times(Expression expression, Plan input) {
    return times.of(expression, input);
  }

  /** The first of the expressions that follows the time of rows; -1 if none does. */
  int first(List<Expression> expressions, Plan input) {
    for (int i = 0; i < expressions.size(); i++) {
      if (!times.of(expressions.get(i), input).isEmpty()) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The plan, with one more column that follows the time of the tables if none of its own does but
   * one that it is computed from: what is not shown may say when a row is final.
   */
  Plan withTime(Plan plan) {
    if (first(plan.columns(), plan) >= 0 || !(plan instanceof Plan.Project project)) {
      return plan;
    }
    int place = first(project.input().columns(), project.input());
    if (place < 0) {
      return plan;
    }
    List<Expression> expressions = new ArrayList<>(project.expressions());
    expressions.add(project.input().column(place));
    List<String> names = new ArrayList<>(project.names());
    names.add("event time");
    return new Plan.Project(project.input(), expressions, names);
  }

  /**
   * The rows of a plan as a view shows them.
   *
   * @throws EvertException SQL_UNSUPPORTED if no column of them follows the time of the tables
   */
  Node shown(CircuitBuilder builder, Node node, Plan plan, ViewOptions options) {
    if (options.equals(ViewOptions.DEFAULT)) {
      return node;
    }
    int place = first(plan.columns(), plan);
    if (place < 0) {
      throw new EvertException(
          ErrorCode.SQL_UNSUPPORTED,
          "no column of the view follows the event time of its tables",
          "Select window_end, or the column that a watermark is declared for, and group by it.");
    }
    Expression column = plan.column(place);
    List<TimeBound> bounds = times.of(column, plan);
    Type time = watermark(bounds.getFirst());
    int width = plan.width();
    List<Expression> conditions = new ArrayList<>();
    if (options.emitsFinal()) {
      conditions.add(Finality.condition(column, bounds, width));
    }
    if (options.retainMicros().isPresent()) {
      Expression end = Finality.later(column, options.retainMicros().getAsLong());
      conditions.add(new Expression.Not(Finality.condition(end, bounds, width)));
    }
    Expression condition = Expressions.and(conditions);
    return builder.during(
        node,
        new Clock.OfTables(EventTimes.tablesOf(bounds)),
        new TimedCondition(
            Shapes.of(plan), time, condition, Flips.of(condition, width).orElseThrow()),
        ExpressionText.of(
            condition, i -> i == width ? "watermark" : plan.fields().get(i).name() + "#" + i));
  }

  /** The list with one of its parts before all others. */
  static <T> List<T> first(int place, List<T> list) {
    List<T> moved = new ArrayList<>(list);
    moved.addFirst(moved.remove(place));
    return moved;
  }

  /** The node, which forgets what is kept by keys that begin with the expression's value. */
  Node forgetting(CircuitBuilder builder, Node node, Expression first, Plan input) {
    List<TimeBound> bounds = times.of(first, input);
    return builder.forgetting(node, horizon(bounds, null), null, detail(bounds));
  }

  static Horizon horizon(List<TimeBound> bounds, @Nullable RowFunction field) {
    return new Horizon(
        bounds.stream()
            .map(bound ->
                new Horizon.Bound(
                    bound.table(),
                    Compilation.groupKey(
                        new RowShape(List.of(watermark(bound)), List.of(false)),
                        List.of(bound.of()))))
            .toList(),
        field);
  }

  /** The type of the watermark, which is the only column that the bound reads. */
  private static Type watermark(TimeBound bound) {
    return columnType(bound.of());
  }

  private static Type columnType(Expression expression) {
    if (expression instanceof Expression.Column column) {
      return column.type();
    }
    for (Expression operand : expression.operands()) {
      if (!(operand instanceof Expression.Literal)) {
        return columnType(operand);
      }
    }
    throw new IllegalArgumentException("a bound that reads no watermark");
  }

  static String detail(List<TimeBound> bounds) {
    return bounds.stream()
        .map(bound -> bound.table() + ": " + ExpressionText.of(bound.of(), _ -> "watermark"))
        .collect(Collectors.joining(", "));
  }

  /** The join with a key first that follows the time of both sides, if there is any. */
  Plan.Join ordered(Plan.Join join) {
    int timed = timed(join);
    return timed <= 0
        ? join
        : new Plan.Join(
            join.kind(), join.left(), join.right(), first(timed, join.keys()), join.residual());
  }

  private int timed(Plan.Join join) {
    for (int i = 0; i < join.keys().size(); i++) {
      Plan.Join.Key key = join.keys().get(i);
      if (!times.of(key.left(), join.left()).isEmpty()
          && !times.of(key.right(), join.right()).isEmpty()) {
        return i;
      }
    }
    return -1;
  }

  /** The node of an ordered join, which forgets the rows that will find no partner any more. */
  Node forgetting(CircuitBuilder builder, Node node, Plan.Join join) {
    if (timed(join) == 0) {
      Plan.Join.Key key = join.keys().getFirst();
      Set<TimeBound> both = new LinkedHashSet<>(times.of(key.left(), join.left()));
      both.addAll(times.of(key.right(), join.right()));
      List<TimeBound> bounds = List.copyOf(both);
      Horizon horizon = horizon(bounds, null);
      return builder.forgetting(node, horizon, horizon, detail(bounds));
    }
    return mayBeWithinDistance(join)
        ? new IntervalJoin(join, this).forgetting(builder, node)
        : node;
  }

  private static boolean mayBeWithinDistance(Plan.Join join) {
    boolean pairs = join.kind() == JoinType.INNER || join.kind() == JoinType.LEFT;
    return pairs && join.residual() != null;
  }

  /** The join, where times are compared first if it forgets by them. */
  Plan.Join timesFirst(Plan.Join join) {
    return mayBeWithinDistance(join) ? new IntervalJoin(join, this).timesFirst() : join;
  }

  /**
   * The node of nearest rows, which forgets left rows that no right row comes before any more, and
   * right rows that others come after.
   */
  Node forgetting(CircuitBuilder builder, Node node, Asof asof) {
    List<TimeBound> bounds = times.behind(asof);
    if (bounds.isEmpty()) {
      return node;
    }
    return builder.forgetting(
        node,
        horizon(bounds, place(asof.left(), asof.place())),
        horizon(bounds, place(asof.right(), asof.rightPlace())),
        detail(bounds));
  }

  private static RowFunction place(Plan plan, Expression place) {
    return Compilation.groupKey(Shapes.of(plan), List.of(place));
  }
}
