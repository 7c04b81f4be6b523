package dev.evert.sql.eventtime;

import dev.evert.dataflow.Node;
import dev.evert.dataflow.Watermark;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.plan.JoinType;
import dev.evert.sql.plan.Plan;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the aggregates of a view that may give a group when its window is over, and not before,
 * where the view shows no row before: then nothing between them and the view has to take rows back.
 *
 * <p>An operator above them passes this on if a row of its own depends on rows of one time only,
 * the row's own: those are final when the row is.
 */
public final class FinalWindows {
  private final EventTimes times;
  private final Map<String, Node> inputs;
  private final IdentityHashMap<Plan, Windowed> found = new IdentityHashMap<>();
  private final Set<Plan> refused = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * An aggregate whose groups are given when they are final.
   *
   * @param source the table or stream whose watermark says so
   */
  public record Windowed(WindowedAggregate parts, String source) {}

  private FinalWindows(EventTimes times, Map<String, Node> inputs) {
    this.times = times;
    this.inputs = new HashMap<>(inputs);
  }

  /**
   * The aggregates, by themselves.
   *
   * @param shown the rows of a view that shows them when they are final
   */
  public static IdentityHashMap<Plan, Windowed> of(
      Plan shown, EventTimes times, Map<String, Node> inputs) {
    FinalWindows windows = new FinalWindows(times, inputs);
    windows.walk(shown, true);
    windows.found.keySet().removeAll(windows.refused);
    return windows.found;
  }

  /** What is read in two ways is given as the less patient one asks. */
  private void walk(Plan plan, boolean isFinal) {
    switch (plan) {
      case Plan.Aggregate aggregate when windowed(aggregate).isPresent() -> {
        if (isFinal) {
          found.put(aggregate, windowed(aggregate).orElseThrow());
        } else {
          refused.add(aggregate);
        }
        walkInputs(plan, false);
      }
      case Plan.Project _, Plan.Distinct _ -> walkInputs(plan, isFinal);
      case Plan.Filter filter -> walkInputs(plan, isFinal && !Present.in(filter.condition()));
      case Plan.Aggregate aggregate ->
          walkInputs(
              plan,
              isFinal
                  && aggregate.groups().stream()
                      .anyMatch(group -> !times.of(group, aggregate.input()).isEmpty()));
      case Plan.Join join ->
          walkInputs(plan, isFinal && join.kind() == JoinType.INNER && !times.of(join).isEmpty());
      case Plan other -> walkInputs(other, false);
    }
  }

  private void walkInputs(Plan plan, boolean isFinal) {
    plan.inputs().forEach(input -> walk(input, isFinal));
  }

  private Optional<Windowed> windowed(Plan.Aggregate aggregate) {
    return WindowedAggregate.of(aggregate)
        .filter(parts -> rowsOnlyCome(parts.rows()) && followsWindowOnly(aggregate, parts))
        .flatMap(parts -> source(parts).map(source -> new Windowed(parts, source)));
  }

  /** Where a group follows the time of its rows otherwise, it may be final before its window is. */
  private boolean followsWindowOnly(Plan.Aggregate aggregate, WindowedAggregate parts) {
    return times.of(aggregate).keySet().stream().allMatch(parts::isWindow);
  }

  private boolean rowsOnlyCome(Plan rows) {
    return switch (rows) {
      case Plan.Project project -> rowsOnlyCome(project.input());
      case Plan.Filter filter -> !Present.in(filter.condition()) && rowsOnlyCome(filter.input());
      case Plan.Scan scan -> rowsOnlyCome(inputs.get(scan.input()));
      case Plan _ -> false;
    };
  }

  private static boolean rowsOnlyCome(@Nullable Node input) {
    if (input instanceof Node.Table table) {
      Watermark watermark = table.watermark();
      return watermark != null && watermark.appendOnly() && !table.schema().keyed();
    }
    return input instanceof Node.Stream;
  }

  /** The table or stream whose watermark no row's time is before. */
  private Optional<String> source(WindowedAggregate parts) {
    List<TimeBound> bounds = times.of(parts.time(), parts.rows());
    return bounds.size() == 1 && bounds.getFirst().of() instanceof Expression.Column
        ? Optional.of(bounds.getFirst().table())
        : Optional.empty();
  }
}
