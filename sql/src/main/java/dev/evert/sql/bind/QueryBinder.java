package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.SetOperation;
import dev.evert.sql.plan.SetType;
import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Binds queries. */
final class QueryBinder {
  private final Place place;
  private final TypeNames types;
  private final Notes notes;
  private int recursions;
  private @Nullable Query ordered;

  QueryBinder(Place place, TypeNames types, Notes notes) {
    this.place = place;
    this.types = types;
    this.notes = notes;
  }

  /** The order of this query's rows counts, also where it has no limit. */
  QueryBinder keepingOrder(Query query) {
    ordered = query instanceof Query.With with ? with.body() : query;
    return this;
  }

  /** The plan of a query. */
  Plan bind(Query query, Catalog catalog) {
    return Unknowns.resolved(open(query, catalog), new Coercion(place));
  }

  /** The plan of a query; columns may still be of unknown type. */
  Plan open(Query query, Catalog catalog) {
    return switch (query) {
      case Query.Select select -> select(select, catalog, Ordering.NONE);
      case Query.Union union -> union(union, catalog);
      case Query.SetOperation operation -> operation(operation, catalog);
      case Query.Values values -> values(values, catalog);
      case Query.Ordered ordered -> ordered(ordered, catalog);
      case Query.With with -> with(with, catalog);
    };
  }

  private Plan select(Query.Select select, Catalog catalog, Ordering ordering) {
    FromBinder from = new FromBinder(catalog, this, types);
    return new SelectBinder(SelectedRows.of(select, place), ordering, from, place).bind();
  }

  private Plan with(Query.With with, Catalog catalog) {
    return bind(with.body(), new WithBinder(place, types, this).bind(with, catalog));
  }

  /** A name for a recursion that no other of the query has. */
  String recursionName(String name) {
    return name + "#" + ++recursions;
  }

  /** The plan with the names that the query's columns are given. */
  Plan renamed(Plan plan, Query.Named named) {
    List<String> columns = named.columns();
    if (columns.size() > plan.width()) {
      throw place.error(
          named.query().span(),
          ErrorCode.SQL_SYNTAX,
          named.name() + " has " + plan.width() + " columns, " + columns.size() + " are named");
    }
    if (columns.isEmpty()) {
      return plan;
    }
    List<String> names = new ArrayList<>(columns);
    plan.fields().stream().skip(columns.size()).map(Field::name).forEach(names::add);
    return new Plan.Project(plan, plan.columns(), names);
  }

  private Plan ordered(Query.Ordered ordered, Catalog catalog) {
    Limit limit = Limit.of(ordered, place, types);
    boolean counts = ordered.equals(this.ordered) && !ordered.orderBy().isEmpty();
    Ordering ordering = new Ordering(ordered.orderBy(), limit, counts);
    if (!ordering.applies() && !ordered.orderBy().isEmpty()) {
      notes.add("order by has no effect here: rows of a view have no order without a limit");
    }
    if (ordered.query() instanceof Query.Select select) {
      return select(select, catalog, ordering);
    }
    Plan plan = bind(ordered.query(), catalog);
    List<Plan.Sort> sorts = new ArrayList<>();
    for (Query.SortItem item : ordered.orderBy()) {
      sorts.add(ordering.sort(item, resultColumn(item.expression(), plan), place));
    }
    return ordering.apply(plan, sorts);
  }

  /** Outside of a select, order by can only name columns of the result. */
  private Expression resultColumn(Syntax syntax, Plan plan) {
    Optional<Integer> ordinal = Ordinals.of(syntax, plan.width(), place);
    if (ordinal.isPresent()) {
      return plan.column(ordinal.get());
    }
    Tables tables = Tables.of(plan, new Relation("", List.of()));
    String where = "order by of a union";
    AggregateCalls none = AggregateCalls.none(place, where);
    Scope scope = new Scope(place, tables.columns());
    return new ExpressionBinder(scope, types, none, Subqueries.none(place, where))
        .bindKnown(syntax);
  }

  private Plan union(Query.Union union, Catalog catalog) {
    List<Query> parts = new ArrayList<>();
    collect(union, union.all(), parts);
    Plan all = new Plan.UnionAll(matched("union", parts, catalog));
    return union.all() ? all : distinct(all, union.span());
  }

  private Plan operation(Query.SetOperation operation, Catalog catalog) {
    SetType type =
        switch (operation.operator()) {
          case INTERSECT -> SetType.INTERSECT;
          case EXCEPT -> SetType.EXCEPT;
        };
    List<Query> parts = List.of(operation.left(), operation.right());
    List<Plan> plans = matched(type.words(), parts, catalog);
    Equality.require(plans.getFirst(), place, operation.span());
    return new SetOperation(type, operation.all(), plans.getFirst(), plans.getLast());
  }

  /** The plans of queries, with columns of the same types. */
  private List<Plan> matched(String what, List<Query> parts, Catalog catalog) {
    List<Plan> plans = parts.stream().map(part -> open(part, catalog)).toList();
    int width = plans.getFirst().width();
    for (int i = 1; i < plans.size(); i++) {
      if (plans.get(i).width() != width) {
        throw place.error(
            parts.get(i).span(),
            ErrorCode.SQL_SYNTAX,
            "each query of "
                + what
                + " must have the same number of columns: the first has "
                + width
                + ", this one "
                + plans.get(i).width());
      }
    }
    List<Type> common = commonTypes(what, plans, parts, width);
    Coercion coercion = new Coercion(place);
    return plans.stream().map(plan -> Unknowns.converted(plan, common, coercion)).toList();
  }

  /** Unions of one kind are one union of several. */
  private static void collect(Query query, boolean all, List<Query> parts) {
    if (query instanceof Query.Union union && union.all() == all) {
      collect(union.left(), all, parts);
      collect(union.right(), all, parts);
    } else {
      parts.add(query);
    }
  }

  private List<Type> commonTypes(String what, List<Plan> plans, List<Query> parts, int width) {
    return IntStream.range(0, width)
        .mapToObj(i -> {
          List<Type> column = plans.stream().map(p -> p.fields().get(i).type()).toList();
          return CommonType.ofTypes(column)
              .orElseThrow(() ->
                  place.type(
                      parts.getLast().span(),
                      "column "
                          + (i + 1)
                          + " of "
                          + what
                          + " has types that cannot be matched: "
                          + column.stream().map(Coercion::name).distinct().toList()));
        })
        .toList();
  }

  private Plan distinct(Plan plan, Span span) {
    Equality.require(plan, place, span);
    return new Plan.Distinct(plan);
  }

  private Plan values(Query.Values values, Catalog catalog) {
    AggregateCalls none = AggregateCalls.none(place, "values");
    FromBinder from = new FromBinder(catalog, this, types);
    ExpressionBinder binder = from.expressions(from.scope(List.of()), none);
    int width = values.rows().getFirst().size();
    for (List<Syntax> row : values.rows()) {
      if (row.size() != width) {
        throw place.error(
            row.getFirst().span(),
            ErrorCode.SQL_SYNTAX,
            "the rows of values must all have the same number of columns");
      }
    }
    return new ValuesBinder(binder, place).bind(values.rows());
  }
}
