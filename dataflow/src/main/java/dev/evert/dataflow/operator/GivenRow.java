package dev.evert.dataflow.operator;

import dev.evert.dataflow.AggregateCall;
import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.OrderedFunction;
import dev.evert.dataflow.aggregate.Accumulator;
import dev.evert.dataflow.aggregate.Conditions;
import dev.evert.dataflow.aggregate.CountAccumulator;
import dev.evert.dataflow.aggregate.EntryField;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.type.Type;
import java.util.ArrayList;
import java.util.List;

/** Reads what the functions of an aggregate are given of a row, as {@link AggregateCall} says. */
final class GivenRow {
  private final int[] arguments;

  /** The bit of each call's condition; none for those that count each row. */
  private final long[] conditions;

  private final boolean isConditional;

  /** The types of each argument's fields. */
  private final List<List<Type>> types;

  private final int[] starts;
  private final boolean[] present;
  private final RowReader reader = new RowReader();
  private long holding;
  private byte[] bytes = {};
  private int end;

  GivenRow(List<AggregateCall> calls) {
    this.arguments = calls.stream().mapToInt(AggregateCall::argument).toArray();
    this.conditions = calls.stream().mapToLong(GivenRow::bit).toArray();
    this.isConditional = calls.stream().anyMatch(call -> bit(call) != 0);
    this.types = types(calls);
    this.starts = new int[types.size()];
    this.present = new boolean[types.size()];
  }

  private static long bit(AggregateCall call) {
    return call.condition() == AggregateCall.NONE ? 0 : 1L << call.condition();
  }

  private static List<List<Type>> types(List<AggregateCall> calls) {
    int count = calls.stream().mapToInt(AggregateCall::argument).max().orElse(-1) + 1;
    List<List<Type>> types = new ArrayList<>();
    for (int argument = 0; argument < count; argument++) {
      types.add(types(calls, argument));
    }
    return types;
  }

  private static List<Type> types(List<AggregateCall> calls, int argument) {
    List<List<Type>> wanted =
        calls.stream()
            .filter(call -> call.argument() == argument)
            .map(call -> isEntry(call.function()) ? List.<Type>of() : call.function().arguments())
            .distinct()
            .toList();
    if (wanted.size() != 1) {
      throw new IllegalArgumentException("argument " + argument + " is read as " + wanted);
    }
    return wanted.getFirst();
  }

  /** Whether the function's argument comes as {@link EntryField}. */
  static boolean isEntry(AggregateFunction function) {
    return function instanceof OrderedFunction || function instanceof AggregateFunction.Distinct;
  }

  /** Reads a row. */
  void set(byte[] row, int from, int to) {
    bytes = row;
    end = to;
    holding = isConditional ? Conditions.get(row, from) : 0;
    reader.set(row, isConditional ? from + Long.BYTES : from, to);
    for (int i = 0; i < starts.length; i++) {
      starts[i] = reader.offset();
      present[i] = reader.isPresent();
      if (present[i]) {
        skip(types.get(i));
      } else {
        reader.skipAbsent();
      }
    }
  }

  private void skip(List<Type> fields) {
    if (fields.isEmpty()) {
      EntryField.skip(reader);
    }
    for (int i = 0; i < fields.size(); i++) {
      reader.skip(fields.get(i));
    }
  }

  /** Whether the row counts for a call. */
  boolean counts(int call) {
    int argument = arguments[call];
    return (holding & conditions[call]) == conditions[call]
        && (argument == AggregateCall.NONE || present[argument]);
  }

  /** Whether an argument has a value. */
  boolean isPresent(int argument) {
    return present[argument];
  }

  /** Stands before an argument that is present, until the next call. */
  RowReader argument(int argument) {
    return reader.set(bytes, starts[argument], end);
  }

  /** Gives an accumulator what its call is given of the row. */
  void add(int call, Accumulator accumulator, long weight) {
    if (accumulator instanceof CountAccumulator count) {
      count.count(weight);
    } else {
      accumulator.add(argumentOf(call), weight);
    }
  }

  /** Stands before the argument of a call for which the row counts. */
  RowReader argumentOf(int call) {
    return argument(arguments[call]);
  }
}
