package dev.evert.dataflow;

import dev.evert.spi.type.Type;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An aggregate whose result is made from all its arguments in the order of their sort keys; those
 * with equal keys come in the order of their bytes. Of nothing the result is null.
 */
public sealed interface OrderedFunction extends AggregateFunction {

  /** The elements as an array; arrays become an array of one more dimension. */
  record ArrayOf(Type element) implements OrderedFunction {
    public ArrayOf {
      Objects.requireNonNull(element);
    }

    @Override
    public List<Type> arguments() {
      return List.of(element);
    }

    @Override
    public Type result() {
      return element.base() instanceof Type.Array array ? array : new Type.Array(element);
    }
  }

  /**
   * Strings one after the other, before each but the first one its separator, which may be null.
   *
   * @param type text or bytea
   */
  record Joined(Type type) implements OrderedFunction {
    public Joined {
      Objects.requireNonNull(type);
    }

    @Override
    public List<Type> arguments() {
      return List.of(type, type);
    }

    @Override
    public Type result() {
      return type;
    }
  }

  /** The first value: the least one where its bytes do not sort as its values do. */
  record First(Type type) implements OrderedFunction {
    public First {
      Objects.requireNonNull(type);
    }

    @Override
    public List<Type> arguments() {
      return List.of(type);
    }

    @Override
    public Type result() {
      return type;
    }
  }

  /**
   * Values in JSON as a JSON array.
   *
   * @param structured whether the values are arrays or objects, each of which begins a line
   */
  record JsonArray(boolean structured) implements OrderedFunction {
    @Override
    public List<Type> arguments() {
      return List.of(Type.Simple.JSON);
    }

    @Override
    public Type result() {
      return Type.Simple.JSON;
    }
  }

  /** Names and values in JSON as a JSON object; a name may be there more than once. */
  record JsonObject() implements OrderedFunction {
    @Override
    public List<Type> arguments() {
      return List.of(Type.Simple.JSON, Type.Simple.JSON);
    }

    @Override
    public Type result() {
      return Type.Simple.JSON;
    }
  }

  /** The most frequent value; of several the first one. */
  record Mode(Type type) implements OrderedFunction {
    public Mode {
      Objects.requireNonNull(type);
    }

    @Override
    public List<Type> arguments() {
      return List.of(type);
    }

    @Override
    public Type result() {
      return type;
    }
  }

  /**
   * The values before which given fractions of all values come.
   *
   * @param fractions from 0 to 1; a null gives a null
   * @param array whether the result is an array with a value for each fraction
   */
  record Percentile(Type type, Position position, List<Optional<Double>> fractions, boolean array)
      implements OrderedFunction {
    public Percentile {
      Objects.requireNonNull(type);
      Objects.requireNonNull(position);
      fractions = List.copyOf(fractions);
      if (position == Position.BETWEEN && type != Type.Simple.FLOAT8) {
        throw new IllegalArgumentException("nothing lies between values of " + type.sql());
      }
      if (!array && fractions.size() != 1) {
        throw new IllegalArgumentException(fractions.size() + " fractions for one value");
      }
    }

    @Override
    public List<Type> arguments() {
      return List.of(type);
    }

    @Override
    public Type result() {
      return array ? new Type.Array(type) : type;
    }
  }

  /** Which value a fraction stands for, where it falls between two. */
  enum Position {
    /** The first one that at least the fraction of all values does not come after. */
    REACHED,
    /** The value before it, counted from the first value to the last one. */
    BEFORE,
    /** The value after it, counted so. */
    AFTER,
    /** What lies between those two, in proportion. */
    BETWEEN
  }
}
