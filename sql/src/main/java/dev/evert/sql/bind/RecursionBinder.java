package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.row.KeyFormat;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.Recursion;
import dev.evert.sql.plan.RecursiveScan;
import dev.evert.sql.syntax.Query;
import java.util.List;
import java.util.Set;

/** Binds a query of {@code with recursive} that reads itself, and no other that reads it. */
final class RecursionBinder {
  private final Place place;
  private final QueryBinder queries;
  private final Query.Named named;
  private final String name;

  RecursionBinder(Place place, QueryBinder queries, Query.Named named) {
    this.place = place;
    this.queries = queries;
    this.named = named;
    this.name = queries.recursionName(named.name());
  }

  Plan bind(Catalog catalog) {
    Query.Union union = union();
    Plan base = queries.renamed(queries.bind(union.left(), catalog), named);
    List<Field> inside = Recursion.fields(base);
    Query second = union.right();
    if (!named.trails().isNone()) {
      TrailColumns columns = new TrailColumns(place, named.name(), named.trails(), base.fields());
      Query.Named wide = new Query.Named(named.name(), columns.names(), named.query());
      base = queries.renamed(queries.bind(columns.base(union.left()), catalog), wide);
      inside = columns.inside(Recursion.fields(base));
      second = columns.step(union.right());
    }
    Plan step = step(second, inside, catalog);
    RecursiveTypes types = new RecursiveTypes(place, named.name());
    Plan converted = types.convert(union.right(), base.fields(), step);
    if (!union.all()) {
      Equality.require(base, place, union.span());
    }
    Plan rows = new Plan.UnionAll(List.of(base, converted));
    Recursion.Body body = new Recursion.Body(rows, !union.all());
    Recursion.Iterations iterations =
        new Recursion.Iterations(Recursion.Iterations.DEFAULT_MAX, false, isApart(union.right()));
    Plan plan = new Recursion(name, List.of(body), 0, iterations);
    // What looks different is different inside: rows that only count as equal go round twice.
    boolean exact = plan.fields().stream().map(Field::type).allMatch(KeyFormat::isExact);
    return union.all() || exact ? plan : new Plan.Distinct(plan);
  }

  private Plan step(Query query, List<Field> fields, Catalog catalog) {
    Plan scan = new RecursiveScan(name, 0, fields);
    Plan step = queries.open(query, catalog.with(named.name(), scan));
    new RecursionRules(place, query.span(), name).check(step, isApart(query));
    return step;
  }

  /** What is read once is what the iteration before brought. */
  private boolean isApart(Query query) {
    return TableNames.count(query, named.name()) == 1;
  }

  /** Queries that are named around both sides are named around each side that reads them. */
  private Query distributed(Query.With with) {
    boolean apart =
        with.queries().stream()
            .noneMatch(inner -> TableNames.of(inner.query()).contains(named.name()));
    return apart && with.body() instanceof Query.Union union
        ? new Query.Union(
            union.all(), within(with, union.left()), within(with, union.right()), union.span())
        : with;
  }

  private static Query within(Query.With with, Query side) {
    Set<String> read = TableNames.of(side);
    boolean reads = with.queries().stream().anyMatch(inner -> read.contains(inner.name()));
    return reads ? new Query.With(with.recursive(), with.queries(), side, side.span()) : side;
  }

  private Query.Union union() {
    Query query = named.query() instanceof Query.With with ? distributed(with) : named.query();
    if (query instanceof Query.Union union && !TableNames.of(union.left()).contains(named.name())) {
      return union;
    }
    throw place.error(
        named.query().span(),
        ErrorCode.SQL_SYNTAX,
        "the recursive query "
            + named.name()
            + " must be of the form: query that does not read it, union [all], query that does",
        RecursionRules.REMEDY);
  }
}
