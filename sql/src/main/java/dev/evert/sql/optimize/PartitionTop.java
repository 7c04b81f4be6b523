package dev.evert.sql.optimize;

import dev.evert.dataflow.Frame;
import dev.evert.dataflow.Node.Top.Extent;
import dev.evert.dataflow.WindowFunction;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.PlanRewrite;
import dev.evert.sql.plan.Window;
import dev.evert.sql.runtime.Literals;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first rows of partitions only, where a condition says that the number or rank of a row
 * is at most a constant: {@code row_number() over (…) <= 3}. Functions that look at rows before
 * their own are computed over the rows that are kept.
 */
final class PartitionTop {
  private PartitionTop() {}

  static Plan apply(Plan plan) {
    Plan inner = PlanRewrite.mapInputs(plan, PartitionTop::apply);
    return inner instanceof Plan.Filter filter && filter.input() instanceof Window window
        ? filter(filter, window)
        : inner;
  }

  private static Plan filter(Plan.Filter filter, Window window) {
    List<Expression> left = new ArrayList<>();
    Plan input = window.input();
    for (Expression condition : Expressions.conjuncts(filter.condition())) {
      Bound bound = bound(condition, window);
      if (bound == null || !keepsResults(window, bound.extent())) {
        left.add(condition);
        continue;
      }
      long limit = Math.max(0, bound.most());
      input = new Plan.Top(input, window.partition(), window.order(), 0, limit, bound.extent());
      if (!bound.implied()) {
        left.add(condition);
      }
    }
    return PlanRewrite.filter(window.over(input), left);
  }

  /**
   * A condition that only the first rows can fulfil.
   *
   * @param most the greatest number or rank that does
   * @param implied whether all up to it do
   */
  private record Bound(long most, Extent extent, boolean implied) {}

  private static @Nullable Bound bound(Expression condition, Window window) {
    if (!(condition instanceof Expression.Compare compare)) {
      return null;
    }
    Bound straight = bound(compare.left(), compare.comparison(), compare.right(), window);
    return straight == null
        ? bound(compare.right(), compare.comparison().swapped(), compare.left(), window)
        : straight;
  }

  private static @Nullable Bound bound(
      Expression number, Comparison comparison, Expression constant, Window window) {
    OptionalLong value = value(constant);
    if (!(number instanceof Expression.Column column)
        || column.index() < window.input().width()
        || value.isEmpty()) {
      return null;
    }
    Window.Call call = window.calls().get(column.index() - window.input().width());
    Extent extent =
        switch (call.function()) {
          case WindowFunction.RowNumber _ -> Extent.ROWS;
          case WindowFunction.Rank(boolean dense) -> dense ? Extent.GROUPS : Extent.TIES;
          case WindowFunction.Lag _, WindowFunction.Nth _, WindowFunction.Aggregate _ -> null;
        };
    if (extent == null) {
      return null;
    }
    long most = value.getAsLong();
    return switch (comparison) {
      case LESS_OR_EQUAL -> new Bound(most, extent, true);
      case LESS -> new Bound(most == Long.MIN_VALUE ? most : most - 1, extent, true);
      case EQUAL -> new Bound(most, extent, most <= 1);
      case GREATER, GREATER_OR_EQUAL, NOT_EQUAL -> null;
    };
  }

  private static OptionalLong value(Expression constant) {
    if (!(constant instanceof Expression.Literal literal)) {
      return OptionalLong.empty();
    }
    byte[] field = literal.field();
    return field == null || literal.type() != Type.Simple.INT8
        ? OptionalLong.empty()
        : OptionalLong.of((Long) Literals.value(Type.Simple.INT8, field));
  }

  /** Whether all functions have the same results for the rows that are kept. */
  private static boolean keepsResults(Window window, Extent extent) {
    return window.calls().stream().allMatch(call -> looksBack(call.function(), extent));
  }

  /** Where whole groups are kept, all peers of a row are there too. */
  private static boolean looksBack(WindowFunction function, Extent extent) {
    return switch (function) {
      case WindowFunction.RowNumber _, WindowFunction.Rank _ -> true;
      case WindowFunction.Lag lag -> lag.distance() >= 0;
      case WindowFunction.Nth nth -> looksBack(nth.frame(), extent);
      case WindowFunction.Aggregate aggregate -> looksBack(aggregate.frame(), extent);
    };
  }

  private static boolean looksBack(Frame frame, Extent extent) {
    return switch (frame.end()) {
      case Frame.Bound.Rows(long distance) -> distance <= 0;
      case Frame.Bound.Groups(long distance) ->
          distance < 0 || (distance == 0 && extent != Extent.ROWS);
      case Frame.Bound.First _, Frame.Bound.Last _, Frame.Bound.Key _ -> false;
    };
  }
}
