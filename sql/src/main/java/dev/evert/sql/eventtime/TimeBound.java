package dev.evert.sql.eventtime;

import dev.evert.sql.expression.Expression;
import java.util.Objects;

/**
 * The least value that a column has in rows that change from now on, as far as the rows of one
 * table are concerned.
 *
 * @param table that has a watermark
 * @param of over a row of one column, the watermark; not less for a later one
 */
public record TimeBound(String table, Expression of) {
  public TimeBound {
    Objects.requireNonNull(table);
    Objects.requireNonNull(of);
  }
}
