package dev.evert.sql.eventtime;

import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.plan.Apply;
import dev.evert.sql.plan.Asof;
import dev.evert.sql.plan.Expand;
import dev.evert.sql.plan.GroupingSets;
import dev.evert.sql.plan.JoinType;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.Recursion;
import dev.evert.sql.plan.RecursiveScan;
import dev.evert.sql.plan.Sessions;
import dev.evert.sql.plan.SetOperation;
import dev.evert.sql.plan.Window;
import dev.evert.sql.set.SetCall;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the columns of plans by which rows can be told that will not change any more: in each row
 * that comes or goes from now on, the column is not less than the least of its bounds.
 */
public final class EventTimes {
  private final Map<String, RowTimes> inputs;
  private final IdentityHashMap<Plan, Map<Integer, List<TimeBound>>> known =
      new IdentityHashMap<>();

  /**
   * Finds them from those of inputs.
   *
   * @param inputs those that follow the time of tables
   */
  public EventTimes(Map<String, RowTimes> inputs) {
    this.inputs = Map.copyOf(inputs);
  }

  /** The bounds of the columns that have any, by their places. */
  public Map<Integer, List<TimeBound>> of(Plan plan) {
    Map<Integer, List<TimeBound>> found = known.get(plan);
    if (found == null) {
      found = find(plan);
      known.put(plan, found);
    }
    return found;
  }

  /** The bounds of an expression over a plan's columns; none if it has none. */
  public List<TimeBound> of(Expression expression, Plan input) {
    return bounds(expression, of(input));
  }

  private static List<TimeBound> bounds(
      Expression expression, Map<Integer, List<TimeBound>> columns) {
    if (expression instanceof Expression.Column column) {
      return columns.getOrDefault(column.index(), List.of());
    }
    return Monotone.operand(expression)
        .map(place -> {
          List<Expression> operands = new ArrayList<>(expression.operands());
          List<TimeBound> composed = new ArrayList<>();
          for (TimeBound bound : bounds(operands.get(place), columns)) {
            operands.set(place, bound.of());
            composed.add(
                new TimeBound(bound.table(), Expressions.withOperands(expression, operands)));
          }
          return composed;
        })
        .orElse(new ArrayList<>());
  }

  private Map<Integer, List<TimeBound>> find(Plan plan) {
    return switch (plan) {
      case Plan.Scan scan -> inputs.getOrDefault(scan.input(), RowTimes.NONE).columns();
      case Plan.Filter filter -> Present.in(filter.condition()) ? Map.of() : of(filter.input());
      case Plan.Project project -> computed(project.expressions(), of(project.input()));
      case Plan.Join join -> join(join);
      case Plan.Aggregate aggregate -> computed(aggregate.groups(), of(aggregate.input()));
      case Plan.Distinct distinct -> of(distinct.input());
      case Plan.UnionAll union -> all(union.inputs());
      case SetOperation operation -> all(operation.inputs());
      case Plan.Top top -> parts(top.partition(), top.input());
      case Window window -> parts(window.partition(), window.input());
      case Sessions sessions -> sessions(sessions);
      case Expand expand -> expand(expand);
      case Asof asof -> asof(asof);
      case GroupingSets _, Recursion _, RecursiveScan _, Apply _, Plan.Values _ -> Map.of();
    };
  }

  private static Map<Integer, List<TimeBound>> computed(
      List<Expression> expressions, Map<Integer, List<TimeBound>> input) {
    Map<Integer, List<TimeBound>> found = new TreeMap<>();
    for (int i = 0; i < expressions.size(); i++) {
      List<TimeBound> bounds = bounds(expressions.get(i), input);
      if (!bounds.isEmpty()) {
        found.put(i, bounds);
      }
    }
    return found;
  }

  /** A change of one row may concern the others of its part, and no others. */
  private Map<Integer, List<TimeBound>> parts(List<Expression> partition, Plan input) {
    Map<Integer, List<TimeBound>> found = new TreeMap<>(of(input));
    found.keySet().removeIf(column -> !partition.contains(input.column(column)));
    return found;
  }

  /** A session that changes has not ended before the row that changes it. */
  private Map<Integer, List<TimeBound>> sessions(Sessions sessions) {
    Map<Integer, List<TimeBound>> found =
        new TreeMap<>(parts(sessions.partition(), sessions.input()));
    List<TimeBound> ends = of(sessions.time(), sessions.input());
    if (!ends.isEmpty()) {
      found.put(sessions.width() - 1, ends);
    }
    return found;
  }

  private Map<Integer, List<TimeBound>> expand(Expand expand) {
    Map<Integer, List<TimeBound>> input = of(expand.input());
    Map<Integer, List<TimeBound>> found = new TreeMap<>(input);
    int at = expand.input().width();
    for (SetCall call : expand.calls()) {
      if (call.function().name().equals("hop")) {
        put(found, at, HopBounds.start(call, bounds(call.arguments().getFirst(), input)));
        put(found, at + 1, HopBounds.end(call, bounds(call.arguments().getFirst(), input)));
      }
      at += call.function().columns().size();
    }
    return found;
  }

  private static void put(Map<Integer, List<TimeBound>> found, int column, List<TimeBound> bounds) {
    if (!bounds.isEmpty()) {
      found.put(column, bounds);
    }
  }

  /** Inputs of which nothing ever changes do not matter. */
  private Map<Integer, List<TimeBound>> all(List<Plan> inputs) {
    Map<Integer, List<TimeBound>> found = new TreeMap<>();
    List<Plan> changing = inputs.stream().filter(input -> !isConstant(input)).toList();
    for (int column = 0; !changing.isEmpty() && column < inputs.getFirst().width(); column++) {
      int place = column;
      List<List<TimeBound>> each =
          changing.stream().map(input -> of(input).getOrDefault(place, List.of())).toList();
      if (each.stream().noneMatch(List::isEmpty)) {
        found.put(place, together(each));
      }
    }
    return found;
  }

  private static boolean isConstant(Plan plan) {
    return !(plan instanceof Plan.Scan)
        && !(plan instanceof RecursiveScan)
        && plan.inputs().stream().allMatch(EventTimes::isConstant);
  }

  private static List<TimeBound> together(List<List<TimeBound>> bounds) {
    Set<TimeBound> all = new LinkedHashSet<>();
    bounds.forEach(all::addAll);
    return List.copyOf(all);
  }

  /** A change on one side may concern old rows of the other: but not if the times are equal. */
  private Map<Integer, List<TimeBound>> join(Plan.Join join) {
    Map<Integer, List<TimeBound>> found = new LinkedHashMap<>();
    if (join.kind() == JoinType.FULL) {
      return found;
    }
    int width = join.left().width();
    for (Plan.Join.Key key : join.keys()) {
      List<TimeBound> left = of(key.left(), join.left());
      List<TimeBound> right = of(key.right(), join.right());
      if (!left.isEmpty() && !right.isEmpty()) {
        List<TimeBound> both = together(List.of(left, right));
        columns(key.left()).forEach(column -> found.put(column, both));
        if (join.kind().pairs()) {
          columns(key.right()).forEach(column -> found.put(column + width, both));
        }
      }
    }
    return found;
  }

  /** A right row that comes or goes concerns left rows at its place, or after it. */
  private Map<Integer, List<TimeBound>> asof(Asof asof) {
    Map<Integer, List<TimeBound>> found = new TreeMap<>();
    List<TimeBound> bounds = behind(asof);
    if (!bounds.isEmpty()) {
      columns(asof.place()).forEach(column -> found.put(column, bounds));
    }
    return found;
  }

  /**
   * What the places of rows of both sides that come or go are not behind; none if it is not known,
   * or if the nearest rows are those after.
   */
  public List<TimeBound> behind(Asof asof) {
    List<TimeBound> left = of(asof.place(), asof.left());
    List<TimeBound> right = of(asof.rightPlace(), asof.right());
    boolean before =
        asof.comparison() == Comparison.GREATER || asof.comparison() == Comparison.GREATER_OR_EQUAL;
    return before && !left.isEmpty() && !right.isEmpty()
        ? together(List.of(left, right))
        : List.of();
  }

  private static List<Integer> columns(Expression key) {
    return key instanceof Expression.Column column ? List.of(column.index()) : List.of();
  }

  /** All tables of bounds. */
  public static List<String> tablesOf(List<TimeBound> bounds) {
    return bounds.stream().map(TimeBound::table).distinct().sorted().toList();
  }
}
