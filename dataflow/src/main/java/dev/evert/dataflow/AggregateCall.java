package dev.evert.dataflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A function of an aggregate, and what it is given of a row. Of each row there is:
 *
 * <pre>
 *   conditions that hold, a bit each, 8 bytes; only where a call has a condition
 *   argument*
 * </pre>
 *
 * <p>An argument is a field for each of the function's arguments, or one null in the place of them
 * all, where the row does not count; for {@link AggregateFunction.Distinct} and {@link
 * OrderedFunction} it is one {@link dev.evert.dataflow.aggregate.EntryField}. Several calls may be
 * given the same one.
 *
 * @param argument which one the function is given; {@link #NONE} if it counts rows
 * @param condition the number of the bit without which the row does not count; {@link #NONE} if
 *     each one does
 */
public record AggregateCall(AggregateFunction function, int argument, int condition) {
  /** No argument, no condition. */
  public static final int NONE = -1;

  /** So many conditions can be told apart. */
  public static final int MAX_CONDITIONS = Long.SIZE;

  public AggregateCall {
    Objects.requireNonNull(function);
    if (argument < NONE || condition < NONE || condition >= MAX_CONDITIONS) {
      throw new IllegalArgumentException("argument " + argument + ", condition " + condition);
    }
    if (argument == NONE && !(function instanceof AggregateFunction.Count)) {
      throw new IllegalArgumentException(function + " of no argument");
    }
  }

  /** Each function is given an argument of its own, in their order, of each row. */
  public static List<AggregateCall> each(List<AggregateFunction> functions) {
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateFunction function : functions) {
      calls.add(new AggregateCall(function, calls.size(), NONE));
    }
    return calls;
  }

  /** The functions of calls. */
  public static List<AggregateFunction> functions(List<AggregateCall> calls) {
    return calls.stream().map(AggregateCall::function).toList();
  }
}
