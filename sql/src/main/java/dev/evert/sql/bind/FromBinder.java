package dev.evert.sql.bind;

import dev.evert.dataflow.JoinKind;
import dev.evert.spi.error.ErrorCode;
import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.TableSyntax;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Binds what stands in {@code from}. */
final class FromBinder {
  private final Catalog catalog;
  private final Place place;
  private final QueryBinder queries;
  private final TypeNames types;

  FromBinder(Catalog catalog, QueryBinder queries, TypeNames types) {
    this.catalog = catalog;
    this.place = catalog.place();
    this.queries = queries;
    this.types = types;
  }

  Tables bind(TableSyntax table) {
    return switch (table) {
      case TableSyntax.Named named -> catalog.resolve(named);
      case TableSyntax.Derived derived ->
          Tables.of(queries.bind(derived.query(), catalog), new Relation("", List.of()));
      case TableSyntax.Aliased aliased -> aliased(aliased);
      case TableSyntax.Joined joined -> joined(joined);
    };
  }

  private void requireDistinctNames(Tables left, Tables right, TableSyntax second) {
    Set<String> names = names(left);
    for (String name : names(right)) {
      if (!names.add(name)) {
        throw place.error(
            second.span(),
            ErrorCode.SQL_NAME,
            "table name \"" + name + "\" is there more than once",
            "Give each its own name: " + name + " as a.");
      }
    }
  }

  private static Set<String> names(Tables tables) {
    Set<String> names = new HashSet<>();
    for (ScopeColumn column : tables.columns()) {
      String name = column.table();
      if (name != null && !name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }

  private Tables aliased(TableSyntax.Aliased aliased) {
    Tables inner = bind(aliased.table());
    List<ScopeColumn> starred = inner.columns().stream().filter(ScopeColumn::starred).toList();
    if (aliased.columns().size() > starred.size()) {
      throw place.error(
          aliased.span(),
          ErrorCode.SQL_SYNTAX,
          aliased.alias()
              + " has "
              + starred.size()
              + " columns, "
              + aliased.columns().size()
              + " are named");
    }
    List<String> key = new ArrayList<>();
    List<ScopeColumn> columns = new ArrayList<>();
    for (int i = 0; i < starred.size(); i++) {
      ScopeColumn column = starred.get(i);
      boolean renamed = i < aliased.columns().size();
      String name = renamed ? aliased.columns().get(i) : column.name();
      if (column.relation() != null && column.relation().key().contains(column.name())) {
        key.add(name);
      }
      columns.add(new ScopeColumn(null, name, column.expression(), true));
    }
    boolean single = aliased.table() instanceof TableSyntax.Named;
    Relation relation = new Relation(aliased.alias(), single ? key : List.of());
    return new Tables(
        inner.plan(),
        columns.stream()
            .map(c -> new ScopeColumn(relation, c.name(), c.expression(), true))
            .toList());
  }

  private Tables joined(TableSyntax.Joined joined) {
    Tables left = bind(joined.left());
    Tables right = bind(joined.right());
    requireDistinctNames(left, right, joined.right());
    boolean turned = joined.kind() == TableSyntax.Kind.RIGHT;
    int shift = left.plan().width();
    List<ScopeColumn> columns = new ArrayList<>(left.columns());
    columns.addAll(right.columns(e -> Columns.move(e, index -> index + shift)));
    Merged merged = new Merged(joined, left.columns().size(), columns);
    Expression condition = condition(joined, new Scope(place, columns), merged);
    Plan plan = turned ? turned(left, right, condition) : join(joined, left, right, condition);
    return new Tables(plan, nullable(plan, merged.columns()));
  }

  private Expression condition(TableSyntax.Joined joined, Scope scope, Merged merged) {
    AggregateCalls none = AggregateCalls.none(place, "a join condition");
    ExpressionBinder binder = new ExpressionBinder(scope, types, none);
    Syntax on = joined.on();
    if (on != null) {
      return binder.condition(on, "the join condition");
    }
    return Expressions.and(merged.merge(place, new Coercion(place)));
  }

  private static Plan join(
      TableSyntax.Joined joined, Tables left, Tables right, Expression condition) {
    JoinKind kind = joined.kind() == TableSyntax.Kind.INNER ? JoinKind.INNER : JoinKind.LEFT;
    return new Plan.Join(
        kind,
        left.plan(),
        right.plan(),
        List.of(),
        condition.equals(Expressions.TRUE) ? null : condition);
  }

  /** A right join is the left join of the two turned around, with the columns put back. */
  private static Plan turned(Tables left, Tables right, Expression condition) {
    int leftWidth = left.plan().width();
    int rightWidth = right.plan().width();
    Expression moved =
        Columns.move(
            condition, index -> index < leftWidth ? index + rightWidth : index - leftWidth);
    Plan join =
        new Plan.Join(
            JoinKind.LEFT,
            right.plan(),
            left.plan(),
            List.of(),
            moved.equals(Expressions.TRUE) ? null : moved);
    List<Expression> expressions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < leftWidth + rightWidth; i++) {
      int place = i < leftWidth ? i + rightWidth : i - leftWidth;
      expressions.add(join.column(place));
      names.add(join.fields().get(place).name());
    }
    return new Plan.Project(join, expressions, names);
  }

  /** What an outer join may leave out is nullable from here on. */
  private static List<ScopeColumn> nullable(Plan plan, List<ScopeColumn> columns) {
    List<Field> fields = plan.fields();
    return columns.stream()
        .map(column ->
            column.with(
                Columns.replace(column.expression(), c -> fields.get(c.index()).at(c.index()))))
        .toList();
  }
}
