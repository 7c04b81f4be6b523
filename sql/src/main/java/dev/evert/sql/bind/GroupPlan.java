package dev.evert.sql.bind;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.JoinKind;
import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Makes the plan of groups. Aggregates that count each value once are computed over the distinct
 * values of each group, apart for each argument, and joined to the others by group.
 */
final class GroupPlan {
  /** Of all rows there is one group, even if nothing is asked of it. */
  private static final Plan.Measure COUNT =
      new Plan.Measure(new AggregateFunction.Count(), Expressions.TRUE, "count");

  private final Plan input;
  private final List<Expression> groups;
  private final List<Grouping.Counted> measures;

  /** Where each measure is found in the joined plan. */
  private final int[] places;

  GroupPlan(Plan input, List<Expression> groups, List<Grouping.Counted> measures) {
    this.input = input;
    this.groups = groups;
    this.measures = measures;
    this.places = new int[measures.size()];
  }

  Plan plan() {
    List<Integer> plain = new ArrayList<>();
    Map<Expression, List<Integer>> distinct = new LinkedHashMap<>();
    for (int i = 0; i < measures.size(); i++) {
      Expression argument = measures.get(i).distinct();
      if (argument == null) {
        plain.add(i);
      } else {
        distinct.computeIfAbsent(argument, _ -> new ArrayList<>()).add(i);
      }
    }
    List<Plan> parts = new ArrayList<>();
    if (groups.isEmpty() && measures.isEmpty()) {
      parts.add(new Plan.Aggregate(input, groups, List.of(COUNT)));
    } else if (!plain.isEmpty() || distinct.isEmpty()) {
      parts.add(aggregate(input, groups, plain, 0, 0));
    }
    int width = parts.isEmpty() ? 0 : parts.getFirst().width();
    for (Map.Entry<Expression, List<Integer>> entry : distinct.entrySet()) {
      Plan part = overDistinct(entry.getKey(), entry.getValue(), width);
      parts.add(part);
      width += part.width();
    }
    return projected(parts.stream().reduce(this::joined).orElseThrow());
  }

  private Plan overDistinct(Expression argument, List<Integer> indexes, int shift) {
    List<Expression> expressions = new ArrayList<>(groups);
    expressions.add(argument);
    List<String> names = expressions.stream().map(_ -> "value").toList();
    Plan values = new Plan.Distinct(new Plan.Project(input, expressions, names));
    List<Expression> keys = values.columns().subList(0, groups.size());
    return aggregate(values, keys, indexes, groups.size(), shift);
  }

  /** Measures over distinct values have their argument in column 0, which is at another place. */
  private Plan aggregate(
      Plan rows, List<Expression> keys, List<Integer> indexes, int argument, int shift) {
    List<Plan.Measure> chosen = new ArrayList<>();
    for (int index : indexes) {
      Plan.Measure measure = measures.get(index).measure();
      boolean distinct = measures.get(index).distinct() != null;
      Expression moved =
          distinct ? Columns.move(measure.argument(), i -> i + argument) : measure.argument();
      places[index] = shift + keys.size() + chosen.size();
      chosen.add(new Plan.Measure(measure.function(), moved, measure.name()));
    }
    return new Plan.Aggregate(rows, keys, chosen);
  }

  private Plan joined(Plan left, Plan right) {
    List<Plan.Join.Key> keys =
        IntStream.range(0, groups.size())
            .mapToObj(i -> new Plan.Join.Key(left.column(i), right.column(i), true))
            .toList();
    return new Plan.Join(JoinKind.INNER, left, right, keys, null);
  }

  private Plan projected(Plan plan) {
    List<Expression> expressions = new ArrayList<>(plan.columns().subList(0, groups.size()));
    List<String> names = new ArrayList<>(groups.stream().map(_ -> "group").toList());
    for (int i = 0; i < measures.size(); i++) {
      expressions.add(plan.column(places[i]));
      names.add(measures.get(i).measure().name());
    }
    boolean same = expressions.isEmpty() || expressions.equals(plan.columns());
    return same ? plan : new Plan.Project(plan, expressions, names);
  }
}
