package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.row.KeyFormat;
import dev.evert.spi.type.Type;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.Recursion;
import dev.evert.sql.plan.RecursiveScan;
import dev.evert.sql.syntax.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binds a query of {@code with recursive} that reads itself. */
final class RecursionBinder {
  private final Place place;
  private final QueryBinder queries;
  private final Query.Named named;
  private final String name;

  /**
   * Binds a query.
   *
   * @param number tells queries of one name apart
   */
  RecursionBinder(Place place, QueryBinder queries, Query.Named named, int number) {
    this.place = place;
    this.queries = queries;
    this.named = named;
    this.name = named.name() + "#" + number;
  }

  Plan bind(Catalog catalog) {
    Query.Union union = union();
    Plan base = queries.renamed(queries.bind(union.left(), catalog), named);
    Plan scan = new RecursiveScan(name, Recursion.fields(base));
    Plan step = queries.open(union.right(), catalog.with(named.name(), scan));
    Plan converted = converted(union.right(), base, step);
    if (!union.all()) {
      Equality.require(base, place, union.span());
    }
    Plan plan = new Recursion(name, base, converted, union.all(), union.right().span());
    boolean exact = plan.fields().stream().allMatch(f -> KeyFormat.isExact(f.type()));
    return union.all() || exact ? plan : new Plan.Distinct(plan);
  }

  private Query.Union union() {
    if (named.query() instanceof Query.Union union
        && !TableNames.of(union.left()).contains(named.name())) {
      return union;
    }
    throw place.error(
        named.query().span(),
        ErrorCode.SQL_SYNTAX,
        "the recursive query "
            + named.name()
            + " must be of the form: query that does not read it, union [all], query that does");
  }

  /** The columns are of the types that the first rows have. */
  private Plan converted(Query query, Plan base, Plan step) {
    if (step.width() != base.width()) {
      throw place.error(
          query.span(),
          ErrorCode.SQL_SYNTAX,
          "each query of union must have the same number of columns: the first has %d, this one %d"
              .formatted(base.width(), step.width()));
    }
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < base.width(); i++) {
      Field first = base.fields().get(i);
      Type next = step.fields().get(i).type();
      Optional<Type> common = CommonType.ofTypes(List.of(first.type(), next));
      boolean fits =
          common.isPresent() && Types.plain(common.get()).equals(Types.plain(first.type()));
      if (!fits) {
        throw place.type(
            query.span(),
            "column %d of the recursive query %s is %s in its first rows but %s later"
                .formatted(i + 1, named.name(), first.type().sql(), next.sql()));
      }
      types.add(first.type());
    }
    return Unknowns.converted(step, types, new Coercion(place));
  }
}
