package dev.evert.sql.optimize;

import dev.evert.dataflow.Frame;
import dev.evert.dataflow.WindowFunction;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.JoinType;
import dev.evert.sql.plan.Measure;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.PlanRewrite;
import dev.evert.sql.plan.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Computes aggregates over whole partitions once for each partition, and joins them to its rows: so
 * rows are only touched if the aggregate changes, and the partition is not gone through for it.
 */
final class WholePartitions {
  private final Window window;
  private final List<Window.Call> whole = new ArrayList<>();
  private final List<Window.Call> others = new ArrayList<>();

  private WholePartitions(Window window) {
    this.window = window;
    window.calls().forEach(call -> (isWhole(call) ? whole : others).add(call));
  }

  static Plan apply(Plan plan) {
    Plan inner = PlanRewrite.mapInputs(plan, WholePartitions::apply);
    if (inner instanceof Window window && window.calls().stream().anyMatch(c -> isWhole(c))) {
      return new WholePartitions(window).joined();
    }
    return inner;
  }

  private static boolean isWhole(Window.Call call) {
    return call.function() instanceof WindowFunction.Aggregate aggregate
        && aggregate.frame().equals(Frame.PARTITION);
  }

  private Plan joined() {
    Plan left = others.isEmpty() ? window.input() : window.with(others);
    List<Measure> measures = whole.stream().map(Window.Call::measure).toList();
    Plan groups = new Plan.Aggregate(window.input(), window.partition(), measures);
    int keys = window.partition().size();
    List<Plan.Join.Key> equal =
        IntStream.range(0, keys)
            .mapToObj(i -> new Plan.Join.Key(window.partition().get(i), groups.column(i), true))
            .toList();
    Plan join = new Plan.Join(JoinType.INNER, left, groups, equal, null);
    List<Expression> columns = new ArrayList<>(window.input().columns());
    for (Window.Call call : window.calls()) {
      int at =
          isWhole(call)
              ? left.width() + keys + whole.indexOf(call)
              : window.input().width() + others.indexOf(call);
      columns.add(join.column(at));
    }
    return new Plan.Project(join, columns, window.fields().stream().map(Field::name).toList());
  }
}
