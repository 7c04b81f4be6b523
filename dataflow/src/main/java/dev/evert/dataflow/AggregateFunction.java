package dev.evert.dataflow;

import dev.evert.spi.type.Type;
import java.util.Objects;

/**
 * An aggregate of one argument over the rows of a group. Null arguments do not count; without any
 * other argument the result is null, or 0 for {@link Count}. Results are as in PostgreSQL, except
 * that sums of floats are exact before they are rounded once, so that they depend neither on the
 * order of rows nor on rows that came and went.
 */
public sealed interface AggregateFunction {

  /** The type of the argument that the operator is given. */
  Type argument();

  /** The type of the result. */
  Type result();

  /** How many arguments are not null. The argument is any boolean: true for {@code count(*)}. */
  record Count() implements AggregateFunction {
    @Override
    public Type argument() {
      return Type.Simple.BOOLEAN;
    }

    @Override
    public Type result() {
      return Type.Simple.INT8;
    }
  }

  /** The sum of numbers or intervals. */
  record Sum(Type argument) implements AggregateFunction {
    public Sum {
      sumType(argument);
    }

    @Override
    public Type result() {
      return sumType(argument);
    }
  }

  /** The arithmetic mean of numbers or intervals. */
  record Avg(Type argument) implements AggregateFunction {
    public Avg {
      avgType(argument);
    }

    @Override
    public Type result() {
      return avgType(argument);
    }
  }

  /** The least argument; of equal ones that differ in bytes the one of the least bytes. */
  record Min(Type argument) implements AggregateFunction {
    public Min {
      Objects.requireNonNull(argument);
    }

    @Override
    public Type result() {
      return argument;
    }
  }

  /** The greatest argument; of equal ones that differ in bytes the one of the greatest bytes. */
  record Max(Type argument) implements AggregateFunction {
    public Max {
      Objects.requireNonNull(argument);
    }

    @Override
    public Type result() {
      return argument;
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
}
