package dev.evert.dataflow;

import dev.evert.spi.type.Type;
import java.util.List;
import java.util.Objects;

/**
 * An aggregate over the rows of a group. Without any row that counts the result is null, or 0 for
 * {@link Count}. Results are as in PostgreSQL, except that sums of floats are exact before they are
 * rounded once, so that they depend neither on the order of rows nor on rows that came and went.
 *
 * <p>{@link AggregateCall} says what a function is given of each row.
 */
public sealed interface AggregateFunction
    permits AggregateFunction.OfOne, AggregateFunction.Distinct, Regression, OrderedFunction {

  /** The types of the arguments. */
  List<Type> arguments();

  /** The type of the result. */
  Type result();

  /** Whether the result of nothing is 0, not null. */
  default boolean isCount() {
    return false;
  }

  /** A function of a single argument. */
  sealed interface OfOne extends AggregateFunction
      permits AggregateFunction.Count,
          AggregateFunction.Sum,
          AggregateFunction.Avg,
          AggregateFunction.Min,
          AggregateFunction.Max,
          AggregateFunction.Variance,
          AggregateFunction.Bits,
          AggregateFunction.ApproximateCount {

    /** The argument's type. */
    Type argument();

    @Override
    default List<Type> arguments() {
      return List.of(argument());
    }
  }

  /** How many arguments are not null. The argument is any boolean: true for {@code count(*)}. */
  record Count() implements OfOne {
    @Override
    public Type argument() {
      return Type.Simple.BOOLEAN;
    }

    @Override
    public Type result() {
      return Type.Simple.INT8;
    }

    @Override
    public boolean isCount() {
      return true;
    }
  }

  /** The sum of numbers or intervals. */
  record Sum(Type argument) implements OfOne {
    public Sum {
      sumType(argument);
    }

    @Override
    public Type result() {
      return sumType(argument);
    }
  }

  /** The arithmetic mean of numbers or intervals. */
  record Avg(Type argument) implements OfOne {
    public Avg {
      avgType(argument);
    }

    @Override
    public Type result() {
      return avgType(argument);
    }
  }

  /** The least argument; of equal ones that differ in bytes the one of the least bytes. */
  record Min(Type argument) implements OfOne {
    public Min {
      Objects.requireNonNull(argument);
    }

    @Override
    public Type result() {
      return argument;
    }
  }

  /** The greatest argument; of equal ones that differ in bytes the one of the greatest bytes. */
  record Max(Type argument) implements OfOne {
    public Max {
      Objects.requireNonNull(argument);
    }

    @Override
    public Type result() {
      return argument;
    }
  }

  /**
   * How far numbers lie from their mean: the mean of the squares of the distances, or its root.
   *
   * @param argument a number; real ones come as double precision
   * @param sample whether the numbers are a sample, of which one alone says nothing
   * @param root whether it is the standard deviation
   */
  record Variance(Type argument, boolean sample, boolean root) implements OfOne {
    public Variance {
      varianceType(argument);
    }

    @Override
    public Type result() {
      return varianceType(argument);
    }
  }

  /** What is done to the bits of integers, place by place. */
  record Bits(Type argument, BitOperation operation) implements OfOne {
    public Bits {
      Objects.requireNonNull(operation);
      if (argument != Type.Simple.INT2
          && argument != Type.Simple.INT4
          && argument != Type.Simple.INT8) {
        throw new IllegalArgumentException("no bits of " + argument.sql());
      }
    }

    @Override
    public Type result() {
      return argument;
    }
  }

  /** What {@link Bits} does. */
  enum BitOperation {
    AND,
    OR,
    XOR
  }

  /**
   * About how many different values there are. Values are hashed into {@value #REGISTERS}
   * registers, each of which keeps how many of its values begin, after the register's bits, with
   * how many zeros: so values can be taken back, and the state stays as small however many there
   * are. The standard error is 1.04 / √{@value #REGISTERS}, that is 1.6 %.
   */
  record ApproximateCount(Type argument) implements OfOne {
    /** How many bits of a hash choose the register. */
    public static final int REGISTER_BITS = 12;

    /** The number of registers. */
    public static final int REGISTERS = 1 << REGISTER_BITS;

    public ApproximateCount {
      Objects.requireNonNull(argument);
    }

    @Override
    public Type result() {
      return Type.Simple.INT8;
    }

    @Override
    public boolean isCount() {
      return true;
    }
  }

  /**
   * A function that each value is given to once, however many rows have it: of arguments that the
   * entries' sort keys say are equal, the one of the least bytes.
   */
  record Distinct(AggregateFunction of) implements AggregateFunction {
    public Distinct {
      Objects.requireNonNull(of);
      if (of instanceof Distinct || of instanceof Min || of instanceof Max) {
        throw new IllegalArgumentException(of + " of distinct values");
      }
    }

    @Override
    public List<Type> arguments() {
      return of.arguments();
    }

    @Override
    public Type result() {
      return of.result();
    }

    @Override
    public boolean isCount() {
      return of.isCount();
    }
  }

  private static Type sumType(Type argument) {
    return switch (argument.base()) {
      case Type.Simple.INT2, Type.Simple.INT4 -> Type.Simple.INT8;
      case Type.Simple.INT8 -> Type.Numeric.ANY;
      case Type.Numeric _ -> Type.Numeric.ANY;
      case Type.Simple.FLOAT4 -> Type.Simple.FLOAT4;
      case Type.Simple.FLOAT8 -> Type.Simple.FLOAT8;
      case Type.Simple.INTERVAL -> Type.Simple.INTERVAL;
      case Type other -> throw new IllegalArgumentException("no sum of " + other.sql());
    };
  }

  private static Type avgType(Type argument) {
    return switch (argument.base()) {
      case Type.Simple.INT2, Type.Simple.INT4, Type.Simple.INT8 -> Type.Numeric.ANY;
      case Type.Numeric _ -> Type.Numeric.ANY;
      case Type.Simple.FLOAT4, Type.Simple.FLOAT8 -> Type.Simple.FLOAT8;
      case Type.Simple.INTERVAL -> Type.Simple.INTERVAL;
      case Type other -> throw new IllegalArgumentException("no average of " + other.sql());
    };
  }

  private static Type varianceType(Type argument) {
    return switch (argument.base()) {
      case Type.Simple.INT2, Type.Simple.INT4, Type.Simple.INT8 -> Type.Numeric.ANY;
      case Type.Numeric _ -> Type.Numeric.ANY;
      case Type.Simple.FLOAT8 -> Type.Simple.FLOAT8;
      case Type other -> throw new IllegalArgumentException("no variance of " + other.sql());
    };
  }
}
