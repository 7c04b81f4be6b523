package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.type.Type;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.Recursion;
import dev.evert.sql.plan.RecursiveScan;
import dev.evert.sql.syntax.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Binds queries that read each other. */
final class MutualBinder {
  private final Place place;
  private final TypeNames types;
  private final QueryBinder queries;

  MutualBinder(Place place, TypeNames types, QueryBinder queries) {
    this.place = place;
    this.types = types;
    this.queries = queries;
  }

  /** Binds the queries of {@code with mutually recursive}, which say what columns they have. */
  Catalog bind(List<Query.Named> all, Query.Recursive.Mutual mutual, Catalog catalog) {
    Map<String, List<Field>> fields = new HashMap<>();
    for (Query.Named named : all) {
      List<Field> columns = new ArrayList<>();
      for (int i = 0; i < named.columns().size(); i++) {
        Type type = types.resolve(named.types().get(i));
        columns.add(new Field(named.columns().get(i), type, true));
      }
      fields.put(named.name(), columns);
    }
    int max = mutual.limit() == 0 ? Recursion.Iterations.DEFAULT_MAX : mutual.limit();
    Recursion.Iterations iterations = new Recursion.Iterations(max, mutual.isFinal(), false);
    return bind(all, fields, iterations, false, catalog);
  }

  /** Binds queries of {@code with recursive}, whose first rows say what columns they have. */
  Catalog bind(List<Query.Named> all, Catalog catalog) {
    Recursion.Iterations iterations =
        new Recursion.Iterations(Recursion.Iterations.DEFAULT_MAX, false, false);
    return bind(all, inferred(all, catalog), iterations, true, catalog);
  }

  private Map<String, List<Field>> inferred(List<Query.Named> all, Catalog catalog) {
    Map<String, List<Field>> fields = new HashMap<>();
    List<Query.Named> open = new ArrayList<>(all);
    Catalog known = catalog;
    while (!open.isEmpty()) {
      Set<String> names = Set.copyOf(open.stream().map(Query.Named::name).toList());
      boolean found = false;
      for (Query.Named named : List.copyOf(open)) {
        Query first = firstRows(named.query());
        if (TableNames.of(first).stream().noneMatch(names::contains)) {
          Plan plan = queries.renamed(queries.bind(first, known), named);
          List<Field> columns = Recursion.fields(plan);
          fields.put(named.name(), columns);
          known = known.with(named.name(), new RecursiveScan("", 0, columns));
          open.remove(named);
          found = true;
          break;
        }
      }
      if (!found) {
        throw place.error(
            open.getFirst().query().span(),
            ErrorCode.SQL_TYPE,
            "the types of the columns of " + open.getFirst().name() + " are not known",
            RecursionRules.REMEDY);
      }
    }
    return fields;
  }

  private static Query firstRows(Query query) {
    return query instanceof Query.Union union ? firstRows(union.left()) : query;
  }

  private Catalog bind(
      List<Query.Named> all,
      Map<String, List<Field>> fields,
      Recursion.Iterations iterations,
      boolean isPlain,
      Catalog catalog) {
    String name = queries.recursionName(all.getFirst().name());
    Catalog inner = catalog;
    for (int i = 0; i < all.size(); i++) {
      String of = all.get(i).name();
      inner = inner.with(of, new RecursiveScan(name, i, fields.getOrDefault(of, List.of())));
    }
    List<Recursion.Body> bodies = new ArrayList<>();
    for (Query.Named named : all) {
      Query query = named.query();
      if (!named.trails().isNone()) {
        throw place.unsupported(
            named.trails().span(), "search or cycle of queries that read each other");
      }
      Plan plan = queries.open(query, inner);
      RecursionRules rules = new RecursionRules(place, query.span(), name);
      if (isPlain) {
        rules.check(plan, false);
      }
      rules.checkMutual(plan);
      List<Field> columns = fields.getOrDefault(named.name(), List.of());
      Plan converted = new RecursiveTypes(place, named.name()).convert(query, columns, plan);
      List<String> names = columns.stream().map(Field::name).toList();
      Plan renamed = new Plan.Project(converted, converted.columns(), names);
      bodies.add(new Recursion.Body(renamed, false));
    }
    Catalog outer = catalog;
    for (int i = 0; i < all.size(); i++) {
      outer = outer.with(all.get(i).name(), new Recursion(name, bodies, i, iterations));
    }
    return outer;
  }
}
