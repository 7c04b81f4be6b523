package dev.evert.sql.circuit;

import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.RowFunction;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.generate.Compilation;
import dev.evert.sql.generate.SortField;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.Plan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the circuit of a query whose result has an order. Rows are kept by their bytes, so each
 * begins with a field that sorts as the result is to.
 */
public final class OrderedCircuit {
  private static final Column ORDER = Column.required("order", Type.Simple.BYTEA);

  private OrderedCircuit() {}

  /** Whether the plan's rows have an order that was asked for. */
  public static boolean isOrdered(Plan plan) {
    return unprojected(plan, new ArrayDeque<>()) instanceof Plan.Top top
        && top.partition().isEmpty()
        && !top.order().isEmpty();
  }

  /**
   * Adds the plan's operators.
   *
   * @param plan one that {@link #isOrdered}
   * @return the node whose rows have a bytea before the plan's columns, by which they are in order
   */
  public static Node build(Plan plan, CircuitBuilder builder, Map<String, Node> inputs) {
    Deque<Plan.Project> projects = new ArrayDeque<>();
    Plan.Top top = (Plan.Top) unprojected(plan, projects);
    boolean whole = top.offset() == 0 && top.limit() == Long.MAX_VALUE;
    Node node = PlanCircuit.build(whole ? top.input() : top, builder, inputs);
    node = builder.map(node, withOrder(top), "order " + details(top));
    Plan present = top.input();
    while (!projects.isEmpty()) {
      Plan.Project project = projects.pop();
      node = project(project, present, node, builder);
      present = project;
    }
    return node;
  }

  private static Plan unprojected(Plan plan, Deque<Plan.Project> projects) {
    Plan inner = plan;
    while (inner instanceof Plan.Project project) {
      projects.push(project);
      inner = project.input();
    }
    return inner;
  }

  private static String details(Plan.Top top) {
    return top.order().stream()
        .map(sort -> Details.of(top.input(), sort))
        .collect(Collectors.joining(", "));
  }

  private static RowFunction withOrder(Plan.Top top) {
    List<SortField> fields =
        top.order().stream()
            .map(s -> new SortField(s.expression(), s.descending(), s.nullsFirst()))
            .toList();
    RowFunction sortKey = Compilation.sortKey(Shapes.of(top.input()), fields);
    RowWriter key = new RowWriter();
    return (bytes, from, to, out) -> {
      sortKey.apply(bytes, from, to, key.reset());
      out.putBytes(key.buffer(), 0, key.size());
      out.putEncoded(bytes, from, to - from);
    };
  }

  private static Node project(Plan.Project project, Plan input, Node node, CircuitBuilder builder) {
    List<Column> columns = new ArrayList<>(List.of(ORDER));
    List<Field> fields = input.fields();
    for (int i = 0; i < fields.size(); i++) {
      columns.add(Column.of("c" + i, fields.get(i).type(), fields.get(i).nullable()));
    }
    Plan source = new Plan.Scan("ordered", new Schema(columns, List.of()));
    List<Expression> shifted =
        Stream.concat(
                Stream.of((Expression) source.column(0)),
                project.expressions().stream().map(e -> Columns.move(e, i -> i + 1)))
            .toList();
    RowFunction function = Compilation.row(Shapes.of(source), shifted);
    return builder.map(node, function, Details.of(source, shifted));
  }
}
