package dev.evert.sql.circuit;

import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.RowFunction;
import dev.evert.dataflow.WindowFunction;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.generate.Argument;
import dev.evert.sql.generate.Compilation;
import dev.evert.sql.generate.RowShape;
import dev.evert.sql.generate.SortField;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.Measure;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.Window;
import dev.evert.sql.plan.WindowText;
import dev.evert.sql.runtime.RangeBound;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Builds the operator of a window. */
final class WindowCircuit {
  private final CircuitBuilder builder;
  private final Node input;

  WindowCircuit(CircuitBuilder builder, Node input) {
    this.builder = builder;
    this.input = input;
  }

  Node build(Window window) {
    RowShape shape = Shapes.of(window.input());
    List<SortField> order =
        window.order().stream()
            .map(s -> new SortField(s.expression(), s.descending(), s.nullsFirst()))
            .toList();
    List<Argument> arguments = new ArrayList<>();
    List<WindowFunction> functions = new ArrayList<>();
    for (Window.Call call : window.calls()) {
      Measure measure = call.measure();
      if (measure != null) {
        arguments.add(Arguments.of(measure));
      }
      for (Expression argument : call.arguments()) {
        arguments.add(new Argument.Values(List.of(argument), null));
      }
      functions.add(call.function());
    }
    List<Field> fields = window.input().fields();
    return builder.window(
        input,
        Compilation.groupKey(shape, window.partition()),
        Compilation.sortKey(shape, order),
        Compilation.arguments(shape, arguments),
        bounds(window, shape),
        functions,
        WindowText.of(window, index -> fields.get(index).name() + "#" + index));
  }

  private static List<RowFunction> bounds(Window window, RowShape shape) {
    List<RowFunction> bounds = new ArrayList<>();
    for (Window.Offset offset : window.offsets()) {
      Plan.Sort sort = window.order().getFirst();
      Expression value = sort.expression();
      bounds.add(
          new RangeBound(
              Compilation.row(shape, List.of(value)),
              value.type(),
              offset.distance().type(),
              Objects.requireNonNull(offset.distance().field()),
              offset.down(),
              offset.isStart(),
              sort.descending(),
              sort.nullsFirst()));
    }
    return bounds;
  }
}
