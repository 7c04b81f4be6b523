package dev.evert.sql.generate;

import dev.evert.sql.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an aggregate's function is given of a row. */
public sealed interface Argument {

  /** The rows that count; null for all. */
  @Nullable Expression condition();

  /** All that is computed of a row. */
  List<Expression> expressions();

  /** The same for all rows. */
  Argument unconditional();

  /** Whether there may be a row for which it has no value but an error. */
  default boolean mayFail() {
    return expressions().stream().anyMatch(Failing::mayFail);
  }

  /** Values; where the first one is null the row does not count. */
  record Values(List<Expression> values, @Nullable Expression condition) implements Argument {
    public Values {
      values = List.copyOf(values);
    }

    @Override
    public List<Expression> expressions() {
      List<Expression> all = new ArrayList<>(values);
      if (condition != null) {
        all.add(condition);
      }
      return all;
    }

    @Override
    public Argument unconditional() {
      return new Values(values, null);
    }
  }

  /** Values with their sort key, as {@link dev.evert.dataflow.aggregate.EntryField} has them. */
  record Entry(List<SortField> order, List<Expression> values, @Nullable Expression condition)
      implements Argument {
    public Entry {
      order = List.copyOf(order);
      values = List.copyOf(values);
    }

    @Override
    public List<Expression> expressions() {
      List<Expression> all = new ArrayList<>(new Values(values, condition).expressions());
      order.forEach(field -> all.add(field.expression()));
      return all;
    }

    @Override
    public Argument unconditional() {
      return new Entry(order, values, null);
    }
  }
}
