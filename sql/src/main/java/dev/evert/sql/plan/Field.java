package dev.evert.sql.plan;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import java.util.Objects;

/**
 * A column of the rows that a plan gives.
 *
 * @param name for people; several columns may have the same
 */
public record Field(String name, Type type, boolean nullable) {
  public Field {
    Objects.requireNonNull(name);
    Objects.requireNonNull(type);
  }

  /** The same column under another name. */
  public Field named(String other) {
    return new Field(other, type, nullable);
  }

  /** The column as an expression, where it stands at {@code index}. */
  public Expression.Column at(int index) {
    return new Expression.Column(index, type, nullable);
  }
}
