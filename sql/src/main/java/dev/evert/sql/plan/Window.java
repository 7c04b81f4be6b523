package dev.evert.sql.plan;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.Frame;
import dev.evert.dataflow.OrderedFunction;
import dev.evert.dataflow.WindowFunction;
import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Each row, with the results of functions of the rows that are equal to it in the partition's
 * expressions, in an order.
 *
 * @param offsets what frames are compared with, by the index that a bound of a frame names
 */
public record Window(
    Plan input,
    List<Expression> partition,
    List<Plan.Sort> order,
    List<Call> calls,
    List<Offset> offsets)
    implements Plan {
  public Window {
    partition = List.copyOf(partition);
    order = List.copyOf(order);
    calls = List.copyOf(calls);
    offsets = List.copyOf(offsets);
    if (!offsets.isEmpty() && order.size() != 1) {
      throw new IllegalArgumentException("offsets of " + order.size() + " values");
    }
    partition.forEach(expression -> Columns.requireBelow(input.width(), expression));
    order.forEach(sort -> Columns.requireBelow(input.width(), sort.expression()));
    for (Call call : calls) {
      call.expressions().forEach(e -> Columns.requireBelow(input.width(), e));
    }
  }

  /**
   * A function of the window.
   *
   * @param measure what an aggregate is given; null for other functions
   * @param arguments what another function is given
   * @param nullable whether the result may be null
   */
  public record Call(
      WindowFunction function,
      @Nullable Measure measure,
      List<Expression> arguments,
      boolean nullable,
      String name) {
    public Call {
      arguments = List.copyOf(arguments);
      Objects.requireNonNull(name);
      boolean aggregate = function instanceof WindowFunction.Aggregate;
      if (aggregate != (measure != null)
          || (!aggregate && arguments.size() != function.arguments().size())) {
        throw new IllegalArgumentException(function + " of " + arguments);
      }
    }

    /** All that is computed of a row. */
    public List<Expression> expressions() {
      return measure == null ? arguments : measure.expressions();
    }

    /** The call with a rule applied to each expression. */
    public Call map(UnaryOperator<Expression> rule) {
      return new Call(
          function,
          measure == null ? null : measure.map(rule),
          arguments.stream().map(rule).toList(),
          nullable,
          name);
    }
  }

  /**
   * The distance from the value that rows are ordered by to a bound of a frame.
   *
   * @param distance a constant that is not negative
   * @param down whether the bound is less than the value
   * @param isStart whether it is the frame's start
   */
  public record Offset(Expression.Literal distance, boolean down, boolean isStart) {
    public Offset {
      Objects.requireNonNull(distance);
    }
  }

  @Override
  public List<Field> fields() {
    Stream<Field> results =
        calls.stream()
            .map(call -> new Field(call.name(), call.function().result(), call.nullable()));
    return Stream.concat(input.fields().stream(), results).toList();
  }

  @Override
  public List<Plan> inputs() {
    return List.of(input);
  }

  /** Whether a result may depend on the order of rows that are equal in the window's order. */
  public boolean tellsPeersApart() {
    return calls.stream()
        .anyMatch(call ->
            switch (call.function()) {
              case WindowFunction.Rank _ -> false;
              case WindowFunction.RowNumber _, WindowFunction.Lag _, WindowFunction.Nth _ -> true;
              case WindowFunction.Aggregate(AggregateFunction of, Frame frame) ->
                  of instanceof OrderedFunction
                      || frame.start() instanceof Frame.Bound.Rows
                      || frame.end() instanceof Frame.Bound.Rows;
            });
  }

  /** The window over another input. */
  public Window over(Plan other) {
    return new Window(other, partition, order, calls, offsets);
  }

  /** The window with other functions. */
  public Window with(List<Call> others) {
    return new Window(input, partition, order, others, offsets);
  }

  /** The window with a rule applied to each expression, over another input. */
  public Window map(Plan other, UnaryOperator<Expression> rule) {
    List<Call> mapped = new ArrayList<>();
    calls.forEach(call -> mapped.add(call.map(rule)));
    return new Window(
        other,
        partition.stream().map(rule).toList(),
        order.stream().map(sort -> sort.map(rule)).toList(),
        mapped,
        offsets);
  }
}
