package dev.evert.sql.bind;

import dev.evert.sql.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * A column that names in a query can stand for.
 *
 * @param relation the entry of {@code from} that it belongs to; null if it is merged from two
 * @param starred whether its bare name and {@code *} stand for it: not if it was merged into
 *     another
 */
record ScopeColumn(
    @Nullable Relation relation, String name, Expression expression, boolean starred) {

  /** The table's name that the column may be qualified with. */
  @Nullable String table() {
    return relation == null ? null : relation.name();
  }

  ScopeColumn with(Expression other) {
    return new ScopeColumn(relation, name, other, starred);
  }

  ScopeColumn hidden() {
    return new ScopeColumn(relation, name, expression, false);
  }
}
