package dev.evert.dataflow;

import dev.evert.spi.type.Type;
import java.util.List;
import java.util.Objects;

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
}
