package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.Query;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Binds the queries of {@code with}. */
final class WithBinder {
  private final Place place;
  private final TypeNames types;
  private final QueryBinder queries;

  WithBinder(Place place, TypeNames types, QueryBinder queries) {
    this.place = place;
    this.types = types;
    this.queries = queries;
  }

  /** The catalog with the queries. */
  Catalog bind(Query.With with, Catalog catalog) {
    Set<String> names = new HashSet<>();
    for (Query.Named named : with.queries()) {
      if (!names.add(named.name())) {
        throw place.error(
            named.query().span(),
            ErrorCode.SQL_NAME,
            "the name \"" + named.name() + "\" is given to more than one query of with");
      }
    }
    return switch (with.recursive()) {
      case Query.Recursive.No _ -> {
        Catalog inner = catalog;
        for (Query.Named named : with.queries()) {
          inner = plain(named, inner);
        }
        yield inner;
      }
      case Query.Recursive.Plain _ -> recursive(with.queries(), catalog);
      case Query.Recursive.Mutual mutual ->
          new MutualBinder(place, types, queries).bind(with.queries(), mutual, catalog);
    };
  }

  private Catalog plain(Query.Named named, Catalog catalog) {
    if (!named.trails().isNone()) {
      throw place.error(
          named.trails().span(),
          ErrorCode.SQL_SYNTAX,
          "search and cycle are for queries that read themselves, as "
              + named.name()
              + " does not");
    }
    Plan plan = queries.renamed(queries.bind(named.query(), catalog), named);
    return catalog.with(named.name(), plan);
  }

  /** Each query comes after those that it reads; those that read each other come together. */
  private Catalog recursive(List<Query.Named> all, Catalog catalog) {
    References references = new References(all);
    List<Query.Named> open = new ArrayList<>(all);
    Catalog inner = catalog;
    while (!open.isEmpty()) {
      List<Query.Named> next = references.next(open);
      open.removeAll(next);
      Query.Named first = next.getFirst();
      if (next.size() > 1) {
        inner = new MutualBinder(place, types, queries).bind(next, inner);
      } else if (references.of(first).contains(first.name())) {
        inner = inner.with(first.name(), new RecursionBinder(place, queries, first).bind(inner));
      } else {
        inner = plain(first, inner);
      }
    }
    return inner;
  }
}
