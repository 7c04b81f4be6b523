package dev.evert.sql.circuit;

import dev.evert.dataflow.AggregateCall;
import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.generate.Compilation;
import dev.evert.sql.generate.RowShape;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds rows that are written down. A circuit has no rows of its own, but a count over nothing is
 * always one row: each of the wanted rows is made from that.
 */
final class ValuesCircuit {
  /** An input that nothing is ever put into, for queries that have no other. */
  static final String NOTHING = "$nothing";

  private static final AggregateCall ROWS =
      new AggregateCall(new AggregateFunction.Count(), AggregateCall.NONE, AggregateCall.NONE);

  private final CircuitBuilder builder;
  private final Map<String, Node> inputs;

  ValuesCircuit(CircuitBuilder builder, Map<String, Node> inputs) {
    this.builder = builder;
    this.inputs = inputs;
  }

  Node build(Plan.Values values) {
    Node one = oneRow();
    RowShape shape = new RowShape(List.of(Type.Simple.INT8), List.of(false));
    List<Node> rows = new ArrayList<>();
    int number = 0;
    for (List<Expression> row : values.rows()) {
      String detail = "row " + number++ + ": " + Details.of(values, row);
      rows.add(builder.map(one, Compilation.row(shape, row), detail));
    }
    if (rows.isEmpty()) {
      RowShape output =
          new RowShape(
              values.fields().stream().map(Field::type).toList(),
              values.fields().stream().map(_ -> true).toList());
      return builder.filter(one, Compilation.condition(output, Expressions.FALSE), "none");
    }
    return rows.size() == 1 ? rows.getFirst() : builder.union(rows, "values");
  }

  private Node oneRow() {
    Schema schema = new Schema(List.of(Column.required("nothing", Type.Simple.BOOLEAN)), List.of());
    Node nothing = inputs.getOrDefault(NOTHING, builder.table(NOTHING, schema));
    RowShape shape = new RowShape(List.of(Type.Simple.BOOLEAN), List.of(false));
    return builder.aggregate(
        nothing,
        Compilation.groupKey(shape, List.of()),
        Compilation.row(shape, List.of()),
        List.of(ROWS),
        true,
        "one row");
  }
}
