package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.sql.decorrelate.Decorrelation;
import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.plan.Apply;
import dev.evert.sql.plan.Expand;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.JoinType;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.TableSyntax;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds what stands in {@code from}. */
final class FromBinder {
  private final Catalog catalog;
  private final Place place;
  private final QueryBinder queries;
  private final TypeNames types;

  /** The tables before, for what is lateral. */
  private final @Nullable Outer before;

  FromBinder(Catalog catalog, QueryBinder queries, TypeNames types) {
    this(catalog, queries, types, null);
  }

  private FromBinder(
      Catalog catalog, QueryBinder queries, TypeNames types, @Nullable Outer before) {
    this.catalog = catalog;
    this.place = catalog.place();
    this.queries = queries;
    this.types = types;
    this.before = before;
  }

  /** Binds what may read the tables before it. */
  private FromBinder after(Outer tables) {
    return new FromBinder(catalog.within(tables.beyond()), queries, types, tables);
  }

  /** The columns that names stand for, here and around. */
  Scope scope(List<ScopeColumn> columns) {
    return new Scope(place, columns, catalog.outer());
  }

  /** Binds expressions over the columns. */
  ExpressionBinder expressions(Scope scope, AggregateCalls aggregates) {
    return new ExpressionBinder(
        scope, types, aggregates, (query, outer) -> queries.bind(query, catalog.within(outer)));
  }

  Tables bind(TableSyntax table) {
    return switch (table) {
      case TableSyntax.Named named -> catalog.resolve(named);
      case TableSyntax.Derived derived -> derived(derived);
      case TableSyntax.Functions functions -> functions(functions);
      case TableSyntax.TimeWindows windows -> timeWindows(windows);
      case TableSyntax.Aliased aliased -> aliased(aliased);
      case TableSyntax.AsofJoined joined -> asof(joined);
      case TableSyntax.Joined joined -> joined(joined);
    };
  }

  /** A lateral query may read the tables before it, any other only what is around them all. */
  private Tables derived(TableSyntax.Derived derived) {
    Catalog visible = before != null && derived.lateral() ? catalog.within(before) : catalog;
    return Tables.of(queries.bind(derived.query(), visible), new Relation("", List.of()));
  }

  /** Functions may read the tables before them. */
  private Tables functions(TableSyntax.Functions functions) {
    Outer around = before == null ? catalog.outer() : before;
    Scope scope = new Scope(place, List.of(), around);
    AggregateCalls none = AggregateCalls.none(place, "a function in from");
    return new SetFunctionBinder(expressions(scope, none), types, place).bind(functions);
  }

  /** Rows with those that functions give for each of them. */
  Expand expanded(Tables rows, List<Syntax.Call> calls) {
    AggregateCalls none = AggregateCalls.none(place, "a function that gives rows");
    ExpressionBinder binder = expressions(scope(rows.columns()), none);
    return new SetFunctionBinder(binder, types, place).expanded(rows.plan(), calls);
  }

  private Tables timeWindows(TableSyntax.TimeWindows windows) {
    Tables rows = bind(windows.table());
    AggregateCalls none = AggregateCalls.none(place, windows.windowing().word());
    ExpressionBinder binder = expressions(scope(rows.columns()), none);
    return new TimeWindowBinder(windows, rows, binder, place).bind();
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
      String name = renamed ? aliased.columns().get(i) : named(aliased, inner, column, i);
      if (column.relation() != null && column.relation().key().contains(column.name())) {
        key.add(name);
      }
      columns.add(new ScopeColumn(null, name, column.expression(), true));
    }
    boolean single =
        aliased.table() instanceof TableSyntax.Named
            || (aliased.table() instanceof TableSyntax.TimeWindows);
    Relation relation =
        new Relation(
            aliased.alias(), single ? key : List.of(), SetFunctionBinder.isScalar(inner.plan()));
    return new Tables(
        inner.plan(),
        columns.stream()
            .map(c -> new ScopeColumn(relation, c.name(), c.expression(), true))
            .toList());
  }

  /** The only column of a function goes by the name that the function is given. */
  private static String named(
      TableSyntax.Aliased aliased, Tables inner, ScopeColumn column, int index) {
    boolean byAlias = index == 0 && SetFunctionBinder.isNamedByAlias(inner.plan());
    return byAlias ? aliased.alias() : column.name();
  }

  private Tables asof(TableSyntax.AsofJoined joined) {
    Tables left = bind(joined.left());
    Tables right = bind(joined.right());
    requireDistinctNames(left, right, joined.right());
    int shift = left.plan().width();
    List<ScopeColumn> columns = beside(joined.kind(), left, right);
    ExpressionBinder binder =
        expressions(scope(columns), AggregateCalls.none(place, "a join condition"));
    Plan plan = new AsofBinder(joined, shift, binder, place).bind(left, right);
    return new Tables(plan, nullable(plan, columns));
  }

  private Tables joined(TableSyntax.Joined joined) {
    Tables left = bind(joined.left());
    Outer around = before == null ? catalog.outer() : before;
    Scope visible = new Scope(place, left.columns(), around);
    Outer tables = new Outer(visible, AggregateCalls.none(place, "from")::bind);
    boolean lateral = Laterals.in(joined.right());
    Tables right = (lateral ? after(tables) : this).bind(joined.right());
    requireDistinctNames(left, right, joined.right());
    List<ScopeColumn> columns = beside(joined.kind(), left, right);
    Merged merged = new Merged(joined, left.columns().size(), columns);
    Expression condition = condition(joined, scope(columns), merged);
    boolean asks = asksBeside(joined, condition, left.plan().width());
    if (!tables.parameters().isEmpty() && !asks && Expressions.hasQuery(condition)) {
      throw place.unsupported(joined.span(), "a query in the condition of a lateral left join");
    }
    Expression asked = asks ? Expressions.TRUE : condition;
    Plan plan =
        tables.parameters().isEmpty()
            ? join(joined.kind(), left.plan(), right.plan(), asked)
            : apply(joined, left.plan(), right.plan(), tables.parameters(), asked);
    if (asks) {
      plan = new Plan.Filter(plan, condition);
    }
    return new Tables(plan, nullable(plan, merged.columns()));
  }

  /** The columns of both sides; the rows of a side may be left out. */
  private static List<ScopeColumn> beside(TableSyntax.Kind kind, Tables left, Tables right) {
    boolean leftStays = kind == TableSyntax.Kind.INNER || kind == TableSyntax.Kind.LEFT;
    boolean rightStays = kind == TableSyntax.Kind.INNER || kind == TableSyntax.Kind.RIGHT;
    int shift = left.plan().width();
    List<ScopeColumn> columns = new ArrayList<>();
    left.columns().forEach(column -> columns.add(leftStays ? column : column.asOptional()));
    right
        .columns(e -> Columns.move(e, index -> index + shift))
        .forEach(column -> columns.add(rightStays ? column : column.asOptional()));
    return columns;
  }

  /** Whether the condition asks queries, and can be asked of the pairs of an inner join. */
  private boolean asksBeside(TableSyntax.Joined joined, Expression condition, int leftWidth) {
    if (!Expressions.hasQuery(condition) || joined.kind() == TableSyntax.Kind.INNER) {
      return Expressions.hasQuery(condition);
    }
    if (!Decorrelation.isSided(condition, leftWidth)) {
      throw place.unsupported(
          joined.span(), "a query over both sides in the condition of an outer join");
    }
    return false;
  }

  private Plan apply(
      TableSyntax.Joined joined,
      Plan left,
      Plan right,
      List<Expression> parameters,
      Expression condition) {
    JoinType type =
        switch (joined.kind()) {
          case INNER -> JoinType.INNER;
          case LEFT -> JoinType.LEFT;
          case RIGHT, FULL ->
              throw place.error(
                  joined.right().span(),
                  ErrorCode.SQL_SYNTAX,
                  "what is lateral can only be joined by an inner or left join");
        };
    return new Apply(type, left, right, parameters, orNone(condition));
  }

  private static @Nullable Expression orNone(Expression condition) {
    return condition.equals(Expressions.TRUE) ? null : condition;
  }

  private Expression condition(TableSyntax.Joined joined, Scope scope, Merged merged) {
    AggregateCalls none = AggregateCalls.none(place, "a join condition");
    ExpressionBinder binder = expressions(scope, none);
    Syntax on = joined.on();
    if (on != null) {
      return binder.condition(on, "the join condition");
    }
    return Expressions.and(merged.merge(place, new Coercion(place)));
  }

  private static Plan join(TableSyntax.Kind kind, Plan left, Plan right, Expression condition) {
    return switch (kind) {
      case INNER -> join(JoinType.INNER, left, right, condition);
      case LEFT -> join(JoinType.LEFT, left, right, condition);
      case FULL -> join(JoinType.FULL, left, right, condition);
      case RIGHT -> turned(left, right, condition);
    };
  }

  private static Plan join(JoinType type, Plan left, Plan right, Expression condition) {
    return new Plan.Join(type, left, right, List.of(), orNone(condition));
  }

  /** A right join is the left join of the two turned around, with the columns put back. */
  private static Plan turned(Plan optional, Plan kept, Expression condition) {
    int optionalWidth = optional.width();
    int keptWidth = kept.width();
    Expression moved =
        Columns.move(
            condition, index -> index < optionalWidth ? index + keptWidth : index - optionalWidth);
    Plan join = new Plan.Join(JoinType.LEFT, kept, optional, List.of(), orNone(moved));
    List<Expression> expressions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < optionalWidth + keptWidth; i++) {
      int place = i < optionalWidth ? i + keptWidth : i - optionalWidth;
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
