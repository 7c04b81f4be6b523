package dev.evert.sql.expression;

import dev.evert.spi.type.Type;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What comes of a query that is asked for each row. Plans that are computed have none: joins take
 * their place.
 */
public sealed interface OfQuery extends Expression {

  /** The query; it reads the parameters. */
  Subplan query();

  /** What the query's parameters stand for. */
  List<Expression> parameters();

  /** Whether the query has any row. */
  record Exists(Subplan query, List<Expression> parameters)
      implements OfQuery, Expression.Condition {
    public Exists {
      Objects.requireNonNull(query);
      parameters = List.copyOf(parameters);
    }

    @Override
    public boolean nullable() {
      return false;
    }

    @Override
    public List<Expression> operands() {
      return parameters;
    }
  }

  /**
   * Whether values are among the rows of a query, column by column; as in SQL, null if that hangs
   * on a null.
   *
   * @param nullableRows whether the query's columns may be null
   */
  record Among(
      List<Expression> values, Subplan query, boolean nullableRows, List<Expression> parameters)
      implements OfQuery, Expression.Condition {
    public Among {
      values = List.copyOf(values);
      Objects.requireNonNull(query);
      parameters = List.copyOf(parameters);
    }

    @Override
    public boolean nullable() {
      return nullableRows || values.stream().anyMatch(Expression::nullable);
    }

    @Override
    public List<Expression> operands() {
      return Stream.concat(values.stream(), parameters.stream()).toList();
    }
  }

  /**
   * A column of a query's only row; null if it has none; it fails if there are more.
   *
   * @param column the place of the column
   */
  record Single(Subplan query, int column, Type type, List<Expression> parameters)
      implements OfQuery {
    public Single {
      Objects.requireNonNull(query);
      Objects.requireNonNull(type);
      parameters = List.copyOf(parameters);
    }

    @Override
    public boolean nullable() {
      return true;
    }

    @Override
    public List<Expression> operands() {
      return parameters;
    }
  }
}
