package dev.evert.sql.plan;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate over the rows of a group.
 *
 * @param arguments of the function; where the first one is null the row does not count, unless the
 *     function is one of ordered values
 * @param condition the rows that count, or null for all
 * @param order of ordered values; what tells distinct values apart
 */
public record Measure(
    AggregateFunction function,
    List<Expression> arguments,
    @Nullable Expression condition,
    List<Plan.Sort> order,
    String name) {
  /** The number of rows. */
  public static final Measure COUNT =
      new Measure(new AggregateFunction.Count(), Expressions.TRUE, "count");

  public Measure {
    arguments = List.copyOf(arguments);
    order = List.copyOf(order);
    Objects.requireNonNull(name);
    if (arguments.size() != function.arguments().size()) {
      throw new IllegalArgumentException(function + " of " + arguments.size() + " arguments");
    }
    for (int i = 0; i < arguments.size(); i++) {
      Form.require(function.arguments().get(i), arguments.get(i));
    }
    if (condition != null) {
      Form.require(Type.Simple.BOOLEAN, condition);
    }
  }

  /** Of one argument, over all rows. */
  public Measure(AggregateFunction function, Expression argument, String name) {
    this(function, List.of(argument), null, List.of(), name);
  }

  /** All that is computed of a row. */
  public List<Expression> expressions() {
    List<Expression> all = new ArrayList<>(arguments);
    if (condition != null) {
      all.add(condition);
    }
    order.forEach(sort -> all.add(sort.expression()));
    return all;
  }

  /** The measure with a rule applied to each expression. */
  public Measure map(UnaryOperator<Expression> rule) {
    return new Measure(
        function,
        arguments.stream().map(rule).toList(),
        condition == null ? null : rule.apply(condition),
        order.stream().map(sort -> sort.map(rule)).toList(),
        name);
  }

  Field field(boolean global) {
    return new Field(name, function.result(), !isCount() && (global || maybeNull()));
  }

  /** Whether it is 0, not null, where there is no row. */
  public boolean isCount() {
    return function.isCount();
  }

  private boolean maybeNull() {
    return condition != null
        || !(function instanceof AggregateFunction.OfOne)
        || arguments.getFirst().nullable();
  }
}
