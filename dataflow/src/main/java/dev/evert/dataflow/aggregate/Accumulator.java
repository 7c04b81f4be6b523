package dev.evert.dataflow.aggregate;

import dev.evert.dataflow.AggregateCall;
import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.OrderedFunction;
import dev.evert.dataflow.Regression;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import java.util.List;

/**
 * What one aggregate knows of one group. Its contents depend on which arguments it holds, not on
 * the order in which they came, nor on others that came and went. One object serves group after
 * group.
 */
public abstract sealed class Accumulator
    permits CountAccumulator,
        IntegerAccumulator,
        NumericAccumulator,
        FloatAccumulator,
        IntervalAccumulator,
        IntegerVarianceAccumulator,
        NumericVarianceAccumulator,
        FloatVarianceAccumulator,
        RegressionAccumulator,
        BitAccumulator,
        ApproximateCountAccumulator,
        ExtremeAccumulator,
        OrderedAccumulator {

  /** The accumulator of a function; of a distinct one, that of the function of each value. */
  public static Accumulator of(AggregateFunction function) {
    return switch (function) {
      case AggregateFunction.Count _ -> new CountAccumulator();
      case AggregateFunction.Min(Type argument) -> new ExtremeAccumulator(argument, false);
      case AggregateFunction.Max(Type argument) -> new ExtremeAccumulator(argument, true);
      case AggregateFunction.Sum(Type argument) -> ofNumbers(argument, false);
      case AggregateFunction.Avg(Type argument) -> ofNumbers(argument, true);
      case AggregateFunction.Variance variance -> ofVariance(variance);
      case AggregateFunction.Bits(Type argument, AggregateFunction.BitOperation operation) ->
          new BitAccumulator(argument, operation);
      case AggregateFunction.ApproximateCount(Type argument) ->
          new ApproximateCountAccumulator(argument);
      case Regression regression -> new RegressionAccumulator(regression.figure());
      case AggregateFunction.Distinct(AggregateFunction of) -> of(of);
      case OrderedFunction ordered -> OrderedAccumulator.of(ordered);
    };
  }

  /** An accumulator for each call. */
  public static Accumulator[] each(List<AggregateCall> calls) {
    return calls.stream().map(call -> of(call.function())).toArray(Accumulator[]::new);
  }

  private static Accumulator ofNumbers(Type argument, boolean mean) {
    return switch (argument.base()) {
      case Type.Numeric _ -> new NumericAccumulator(mean);
      case Type.Simple.FLOAT4 -> new FloatAccumulator(true, mean);
      case Type.Simple.FLOAT8 -> new FloatAccumulator(false, mean);
      case Type.Simple.INTERVAL -> new IntervalAccumulator(mean);
      case Type integer -> new IntegerAccumulator(integer, mean);
    };
  }

  private static Accumulator ofVariance(AggregateFunction.Variance variance) {
    boolean sample = variance.sample();
    boolean root = variance.root();
    return switch (variance.argument().base()) {
      case Type.Numeric _ -> new NumericVarianceAccumulator(sample, root);
      case Type.Simple.FLOAT8 -> new FloatVarianceAccumulator(sample, root);
      case Type integer -> new IntegerVarianceAccumulator(integer, sample, root);
    };
  }

  /** Whether what several of a function's accumulators hold can be put together. */
  public static boolean canMerge(AggregateFunction function) {
    return switch (function) {
      case AggregateFunction.Count _, AggregateFunction.Min _, AggregateFunction.Max _ -> true;
      case AggregateFunction.Sum _, AggregateFunction.Avg _ ->
          of(function) instanceof IntegerAccumulator;
      case AggregateFunction.Variance _,
          AggregateFunction.Bits _,
          AggregateFunction.ApproximateCount _,
          AggregateFunction.Distinct _,
          Regression _,
          OrderedFunction _ ->
          false;
    };
  }

  /** Takes in what another one of the same function has written, and nothing was taken back of. */
  public void merge(StateReader in) {
    throw new IllegalStateException(getClass().getSimpleName() + " can not be put together");
  }

  /** Holds nothing. */
  public abstract void clear();

  /** Holds what was written. */
  public abstract void read(StateReader in);

  /** Writes what it holds. */
  public abstract void write(StateWriter out);

  /**
   * Takes the next arguments, of which the first is present, so often; negative: takes them back.
   */
  public abstract void add(RowReader argument, long weight);

  /**
   * Writes the result as a field.
   *
   * @throws EvertException if it does not fit its type
   */
  public abstract void result(RowWriter out);
}
