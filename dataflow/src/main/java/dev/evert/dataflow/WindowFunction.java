package dev.evert.dataflow;

import dev.evert.spi.type.Type;
import java.util.List;
import java.util.Objects;

/** A function of a row and of the rows around it in its partition. */
public sealed interface WindowFunction {

  /** The types of the arguments: of each row the operator is given a field for each. */
  List<Type> arguments();

  /** The type of the result. */
  Type result();

  /** The row's place in its partition, counted from 1. */
  record RowNumber() implements WindowFunction {
    @Override
    public List<Type> arguments() {
      return List.of();
    }

    @Override
    public Type result() {
      return Type.Simple.INT8;
    }
  }

  /**
   * The place of the first of the row's peers, counted from 1.
   *
   * @param dense whether peers count as one
   */
  record Rank(boolean dense) implements WindowFunction {
    @Override
    public List<Type> arguments() {
      return List.of();
    }

    @Override
    public Type result() {
      return Type.Simple.INT8;
    }
  }

  /**
   * The first argument of the row that lies so many rows before, or after if negative; where there
   * is none, the second argument.
   */
  record Lag(Type argument, long distance) implements WindowFunction {
    public Lag {
      Objects.requireNonNull(argument);
    }

    @Override
    public List<Type> arguments() {
      return List.of(argument, argument);
    }

    @Override
    public Type result() {
      return argument;
    }
  }

  /**
   * The argument of a row of the frame; null if the frame has too few.
   *
   * @param place of the row, counted from 1
   * @param fromLast whether it is counted from the frame's last row
   */
  record Nth(Type argument, Frame frame, long place, boolean fromLast) implements WindowFunction {
    public Nth {
      Objects.requireNonNull(argument);
      Objects.requireNonNull(frame);
      if (place < 1) {
        throw new IllegalArgumentException("place " + place);
      }
    }

    @Override
    public List<Type> arguments() {
      return List.of(argument);
    }

    @Override
    public Type result() {
      return argument;
    }
  }

  /** An aggregate of the rows of the frame. */
  record Aggregate(AggregateFunction function, Frame frame) implements WindowFunction {
    public Aggregate {
      Objects.requireNonNull(function);
      Objects.requireNonNull(frame);
    }

    @Override
    public List<Type> arguments() {
      return function.arguments();
    }

    @Override
    public Type result() {
      return function.result();
    }
  }
}
