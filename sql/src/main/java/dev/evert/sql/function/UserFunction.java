package dev.evert.sql.function;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Function;
import dev.evert.sql.set.SetFunction;
import java.util.List;
import java.util.Objects;

/** A function that was brought along. */
public sealed interface UserFunction {

  /** Its name, as queries call it. */
  String name();

  /** The types of its arguments. */
  List<Type> parameters();

  /** A function that gives a value. */
  record Scalar(String name, Function function) implements UserFunction {
    public Scalar {
      Objects.requireNonNull(name);
      Objects.requireNonNull(function);
    }

    @Override
    public List<Type> parameters() {
      return function.parameters();
    }
  }

  /** A function that gives rows. */
  record Table(String name, SetFunction function) implements UserFunction {
    public Table {
      Objects.requireNonNull(name);
      Objects.requireNonNull(function);
    }

    @Override
    public List<Type> parameters() {
      return function.parameters();
    }
  }

  /**
   * A function of the rows of a group.
   *
   * @param ofLists takes for each argument the list of the values that it has in the group
   */
  record Aggregate(String name, Function ofLists) implements UserFunction {
    public Aggregate {
      Objects.requireNonNull(name);
      Objects.requireNonNull(ofLists);
    }

    @Override
    public List<Type> parameters() {
      return ofLists.parameters();
    }
  }
}
