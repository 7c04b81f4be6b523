package dev.evert.sql.circuit;

import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Clock;
import dev.evert.dataflow.Node;
import dev.evert.spi.type.Type;
import dev.evert.sql.eventtime.FinalWindows;
import dev.evert.sql.eventtime.WindowedAggregate;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.generate.Compilation;
import dev.evert.sql.generate.RowShape;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.Measure;
import dev.evert.sql.plan.Plan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Builds the operator of groups that are given when their windows are over. */
final class FinalGroupsCircuit {
  private final CircuitBuilder builder;
  private final WindowedAggregate parts;
  private final String source;

  FinalGroupsCircuit(CircuitBuilder builder, FinalWindows.Windowed windowed) {
    this.builder = builder;
    this.parts = windowed.parts();
    this.source = windowed.source();
  }

  /**
   * The rows of the aggregate.
   *
   * @param rows the node of the rows that are put into windows
   */
  Node build(Node rows, Plan.Aggregate aggregate) {
    RowShape shape = Shapes.of(parts.rows());
    Given given = new Given(parts.measures());
    Node groups =
        builder.finalGroups(
            rows,
            Compilation.groupKey(shape, parts.keys()),
            Compilation.row(shape, List.of(parts.time())),
            parts.windowing(),
            given.of(shape),
            given.calls(),
            new Clock.OfTables(List.of(source)),
            detail());
    return builder.map(groups, Compilation.row(given(), columns(aggregate)), "" + parts.places());
  }

  private String detail() {
    String measures =
        parts.measures().stream()
            .map(measure -> Details.of(parts.rows(), measure))
            .collect(Collectors.joining(", "));
    return measures
        + " by "
        + Details.of(parts.rows(), parts.keys())
        + " at "
        + Details.of(parts.rows(), List.of(parts.time()));
  }

  /** The rows that the operator gives. */
  private RowShape given() {
    List<Type> types = new ArrayList<>(Collections.nCopies(2, parts.time().type()));
    List<Boolean> nullable = new ArrayList<>(Collections.nCopies(2, false));
    for (Expression key : parts.keys()) {
      types.add(key.type());
      nullable.add(key.nullable());
    }
    for (Measure measure : parts.measures()) {
      types.add(measure.function().result());
      nullable.add(!measure.isCount());
    }
    return new RowShape(types, nullable);
  }

  private List<Expression> columns(Plan.Aggregate aggregate) {
    List<Field> fields = aggregate.fields();
    List<Expression> columns = new ArrayList<>();
    int groups = parts.places().size();
    for (int i = 0; i < groups; i++) {
      columns.add(fields.get(i).at(parts.places().get(i)));
    }
    for (int i = groups; i < fields.size(); i++) {
      columns.add(fields.get(i).at(2 + parts.keys().size() + i - groups));
    }
    return columns;
  }
}
