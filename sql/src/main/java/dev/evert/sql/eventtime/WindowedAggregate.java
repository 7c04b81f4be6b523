package dev.evert.sql.eventtime;

import dev.evert.dataflow.Windowing;
import dev.evert.dataflow.aggregate.Accumulator;
import dev.evert.spi.row.KeyFormat;
import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.plan.Expand;
import dev.evert.sql.plan.Measure;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.Sessions;
import dev.evert.sql.set.SetCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * An aggregate over windows in time, taken apart: what it computes of rows that do not know their
 * windows.
 *
 * @param rows what is put into windows
 * @param time of a row
 * @param keys what groups are told apart by beside their windows, over the rows
 * @param measures over the rows
 * @param places for each of the aggregate's groups, where it is among the window's start, its end
 *     and the keys
 */
public record WindowedAggregate(
    Plan rows,
    Expression time,
    Windowing windowing,
    List<Expression> keys,
    List<Measure> measures,
    List<Integer> places) {
  private static final int START = 0;
  private static final int END = 1;
  private static final int KEYS = 2;

  public WindowedAggregate {
    keys = List.copyOf(keys);
    measures = List.copyOf(measures);
    places = List.copyOf(places);
  }

  /** The aggregate's parts, if it is one over windows that can be computed by them. */
  public static Optional<WindowedAggregate> of(Plan.Aggregate aggregate) {
    if (aggregate.global()
        || !aggregate.measures().stream().allMatch(m -> Accumulator.canMerge(m.function()))) {
      return Optional.empty();
    }
    Plan input = aggregate.input();
    List<Expression> groups = aggregate.groups();
    List<Measure> measures = aggregate.measures();
    while (input instanceof Plan.Project project) {
      List<Expression> computed = project.expressions();
      groups = groups.stream().map(group -> inlined(group, computed)).toList();
      measures = measures.stream().map(measure -> measure.map(e -> inlined(e, computed))).toList();
      input = project.input();
    }
    return new Parts(groups, measures).over(input);
  }

  private static Expression inlined(Expression expression, List<Expression> computed) {
    return Columns.replace(expression, column -> computed.get(column.index()));
  }

  /** Whether its groups say when their windows begin or end, and nothing else of time. */
  boolean isWindow(int group) {
    return places.get(group) < KEYS;
  }

  /** What an aggregate computes over the plan that puts rows into windows. */
  private record Parts(List<Expression> groups, List<Measure> measures) {

    Optional<WindowedAggregate> over(Plan input) {
      return switch (input) {
        case Expand expand when isHop(expand) -> hop(expand);
        case Sessions sessions -> sessions(sessions);
        case Plan rows -> tumble(rows);
      };
    }

    private static boolean isHop(Expand expand) {
      return expand.calls().size() == 1
          && expand.calls().getFirst().function().name().equals("hop")
          && !expand.ordinality()
          && !expand.outer();
    }

    private Optional<WindowedAggregate> hop(Expand expand) {
      SetCall call = expand.calls().getFirst();
      long step = TimeCalls.number(call.arguments().get(1));
      long length = TimeCalls.number(call.arguments().get(2));
      if (length < step) {
        return Optional.empty();
      }
      Windowing hops = new Windowing.Hops(step, length, TimeCalls.number(call.arguments().get(3)));
      Expression time = call.arguments().getFirst();
      return over(expand.input(), time, hops, lastTwo(expand));
    }

    private Optional<WindowedAggregate> sessions(Sessions sessions) {
      Windowing windowing = new Windowing.Sessions(sessions.gapMicros());
      return over(sessions.input(), sessions.time(), windowing, lastTwo(sessions))
          .filter(parts -> new HashSet<>(parts.keys()).equals(new HashSet<>(sessions.partition())));
    }

    private static List<Expression> lastTwo(Plan plan) {
      return plan.columns().subList(plan.width() - 2, plan.width());
    }

    private Optional<WindowedAggregate> tumble(Plan rows) {
      for (Expression group : groups) {
        Expression start = TimeCalls.isCall(group, "$later") ? group.operands().getFirst() : group;
        if (TimeCalls.isCall(start, "$window_start")) {
          Expression step = start.operands().get(1);
          long length = TimeCalls.number(step);
          Windowing windowing =
              new Windowing.Hops(length, length, TimeCalls.number(start.operands().get(2)));
          Expression end = TimeCalls.later(start, length);
          return over(rows, start.operands().getFirst(), windowing, List.of(start, end));
        }
      }
      return Optional.empty();
    }

    /** With the expressions that a window's start and end are. */
    private Optional<WindowedAggregate> over(
        Plan rows, Expression time, Windowing windowing, List<Expression> window) {
      List<Expression> keys = new ArrayList<>();
      List<Integer> places = new ArrayList<>();
      for (Expression group : groups) {
        int place = window.indexOf(group);
        places.add(place < 0 ? KEYS + keys.size() : place);
        if (place < 0) {
          keys.add(group);
        }
      }
      List<Expression> read = new ArrayList<>(keys);
      measures.forEach(measure -> read.addAll(measure.expressions()));
      boolean fits =
          (places.contains(START) || places.contains(END))
              && Columns.of(read).length() <= rows.width()
              && keys.stream().allMatch(key -> KeyFormat.isExact(key.type()));
      return fits
          ? Optional.of(new WindowedAggregate(rows, time, windowing, keys, measures, places))
          : Optional.empty();
    }
  }
}
