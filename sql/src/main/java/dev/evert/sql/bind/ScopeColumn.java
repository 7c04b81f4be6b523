package dev.evert.sql.bind;

import dev.evert.sql.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * A column that names in a query can stand for.
 *
 * @param relation the entry of {@code from} that it belongs to; null if it is merged from two
 * @param starred whether its bare name and {@code *} stand for it: not if it was merged into
 *     another
 * @param optional whether an outer join may leave out the row that it is of
 */
record ScopeColumn(
    @Nullable Relation relation,
    String name,
    Expression expression,
    boolean starred,
    boolean optional) {

  /** Of a row that is always there. */
  ScopeColumn(@Nullable Relation relation, String name, Expression expression, boolean starred) {
    this(relation, name, expression, starred, false);
  }

  /** The table's name that the column may be qualified with. */
  @Nullable String table() {
    return relation == null ? null : relation.name();
  }

  ScopeColumn with(Expression other) {
    return new ScopeColumn(relation, name, other, starred, optional);
  }

  ScopeColumn hidden() {
    return new ScopeColumn(relation, name, expression, false, optional);
  }

  /** The column of a row that an outer join may leave out. */
  ScopeColumn asOptional() {
    return new ScopeColumn(relation, name, expression, starred, true);
  }
}
