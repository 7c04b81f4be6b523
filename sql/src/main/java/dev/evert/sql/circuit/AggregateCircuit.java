package dev.evert.sql.circuit;

import dev.evert.dataflow.AggregateCall;
import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.spi.row.KeyFormat;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.generate.Argument;
import dev.evert.sql.generate.Compilation;
import dev.evert.sql.generate.RowShape;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Builds the operator of groups. It groups by keys, in which values that SQL calls equal are equal
 * bytes; for a type whose equal values may look different, the least of them in the group is shown.
 */
final class AggregateCircuit {
  private final CircuitBuilder builder;
  private final Node input;
  private final Horizons horizons;

  AggregateCircuit(CircuitBuilder builder, Node input, Horizons horizons) {
    this.builder = builder;
    this.input = input;
    this.horizons = horizons;
  }

  /** Where a group follows the time of its rows, the groups are kept in the order of that. */
  Node build(Plan.Aggregate aggregate) {
    int timed = horizons.first(aggregate.groups(), aggregate.input());
    if (timed <= 0) {
      return built(aggregate, timed == 0);
    }
    List<Expression> groups = Horizons.first(timed, aggregate.groups());
    Plan.Aggregate moved = new Plan.Aggregate(aggregate.input(), groups, aggregate.measures());
    List<Expression> columns = moved.columns();
    columns = new ArrayList<>(columns);
    columns.add(timed, columns.removeFirst());
    return builder.map(
        built(moved, true), Compilation.row(Shapes.of(moved), columns), "group to " + timed);
  }

  private Node built(Plan.Aggregate aggregate, boolean timed) {
    RowShape shape = Shapes.of(aggregate.input());
    Given given = new Given(aggregate.measures());
    for (Expression group : aggregate.groups()) {
      if (!KeyFormat.isExact(group.type())) {
        Argument values = new Argument.Values(List.of(group), null);
        given.add(new AggregateFunction.Min(group.type()), values);
      }
    }
    Node node =
        builder.aggregate(
            input,
            Compilation.groupKey(shape, aggregate.groups()),
            given.of(shape),
            given.calls(),
            aggregate.global(),
            detail(aggregate));
    if (timed) {
      Expression first = aggregate.groups().getFirst();
      node = horizons.forgetting(builder, node, first, aggregate.input());
    }
    boolean exact = given.calls().size() == aggregate.measures().size();
    return exact ? node : shown(node, aggregate, AggregateCall.functions(given.calls()));
  }

  private static String detail(Plan.Aggregate aggregate) {
    String measures =
        aggregate.measures().stream()
            .map(measure -> Details.of(aggregate.input(), measure))
            .collect(Collectors.joining(", "));
    String groups = Details.of(aggregate.input(), aggregate.groups());
    return groups.isEmpty() ? measures : measures + " by " + groups;
  }

  /** Puts the values that are shown in the place of the keys. */
  private Node shown(Node node, Plan.Aggregate aggregate, List<AggregateFunction> functions) {
    List<Field> fields = aggregate.fields();
    int width = fields.size();
    List<Type> types = new ArrayList<>(fields.stream().map(Field::type).toList());
    List<Boolean> nullable = new ArrayList<>(fields.stream().map(Field::nullable).toList());
    List<Expression> output = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      Field field = fields.get(i);
      boolean inexact = i < aggregate.groups().size() && !KeyFormat.isExact(field.type());
      output.add(field.at(inexact ? types.size() : i));
      if (inexact) {
        types.add(field.type());
        nullable.add(true);
      }
    }
    assert types.size() == aggregate.groups().size() + functions.size();
    RowShape shape = new RowShape(types, nullable);
    return builder.map(node, Compilation.row(shape, output), "groups as shown");
  }
}
