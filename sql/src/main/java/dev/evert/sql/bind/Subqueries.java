package dev.evert.sql.bind;

import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.Query;

/** Binds the queries that stand inside expressions of a query. */
@FunctionalInterface
interface Subqueries {

  /** The plan of a query that may read what is around it. */
  Plan bind(Query query, Outer outer);

  /** Refuses queries where there can not be any. */
  static Subqueries none(Place place, String where) {
    return (query, _) -> {
      throw place.unsupported(query.span(), "a query in " + where);
    };
  }
}
