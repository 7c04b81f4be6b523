package dev.evert.sql.plan;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The rows of an {@link Plan.Aggregate} for each of several sets of the groups: the groups'
 * columns, null where they are not in the set, then the measures, then the set's place among the
 * sets.
 */
public record GroupingSets(
    Plan input, List<Expression> groups, List<List<Integer>> sets, List<Measure> measures)
    implements Plan {
  public GroupingSets {
    groups = List.copyOf(groups);
    sets = sets.stream().map(List::copyOf).toList();
    measures = List.copyOf(measures);
    for (List<Integer> set : sets) {
      for (int group : set) {
        Objects.checkIndex(group, groups.size());
      }
    }
    groups.forEach(group -> Columns.requireBelow(input.width(), group));
    for (Measure measure : measures) {
      measure.expressions().forEach(e -> Columns.requireBelow(input.width(), e));
    }
  }

  @Override
  public List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      int group = i;
      boolean always = sets.stream().allMatch(set -> set.contains(group));
      Type type = groups.get(i).type();
      fields.add(new Field("group", type, !always || groups.get(i).nullable()));
    }
    boolean global = sets.stream().anyMatch(List::isEmpty);
    measures.forEach(measure -> fields.add(measure.field(global)));
    fields.add(new Field("set", Type.Simple.INT4, false));
    return fields;
  }

  @Override
  public List<Plan> inputs() {
    return List.of(input);
  }

  /** The same rows as those of an aggregate for each set. */
  public Plan expanded() {
    List<Plan> plans = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      plans.add(set(i));
    }
    return plans.size() == 1 ? plans.getFirst() : new Plan.UnionAll(plans);
  }

  private Plan set(int number) {
    List<Integer> set = sets.get(number);
    boolean nothing = set.isEmpty() && measures.isEmpty();
    Plan.Aggregate aggregate =
        new Plan.Aggregate(
            input,
            set.stream().map(groups::get).toList(),
            nothing ? List.of(Measure.COUNT) : measures);
    List<Expression> row = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      int place = set.indexOf(i);
      row.add(place < 0 ? Expressions.ofNull(groups.get(i).type()) : aggregate.column(place));
    }
    for (int i = 0; i < measures.size(); i++) {
      row.add(aggregate.column(set.size() + i));
    }
    row.add(Expressions.ofInt(number));
    return new Plan.Project(aggregate, row, fields().stream().map(Field::name).toList());
  }
}
