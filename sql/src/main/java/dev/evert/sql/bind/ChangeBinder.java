package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.sql.SqlNames;
import dev.evert.sql.TableDefinition;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.ObjectName;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Statement;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Brings a statement that changes rows to a plan for what it changes. */
public final class ChangeBinder {
  private final Place place;
  private final Catalog catalog;
  private final QueryBinder queries;
  private final TypeNames types;
  private final TableDefinition table;
  private final Schema schema;
  private final TableExpressions expressions;
  private final Assigning assigning;

  /**
   * A binder for one statement.
   *
   * @param sql the text that it was parsed from
   * @param known what its queries may name
   */
  public ChangeBinder(String sql, TableDefinition table, SqlNames known) {
    this.place = new Place(sql);
    this.catalog = new Catalog(place, known.relations());
    this.types = new TypeNames(place, catalog.declaredTypes(), known.functions());
    this.queries = new QueryBinder(place, types, new Notes());
    this.table = table;
    this.schema = table.schema();
    this.expressions = new TableExpressions(place, types, table);
    this.assigning = new Assigning(place);
  }

  /** The rows that are inserted, then their checks. */
  public Plan insert(Statement.Insert insert) {
    List<Integer> targets = targets(insert);
    return checked(insert.query() == null ? rows(insert, targets) : query(insert, targets), 0);
  }

  private List<Integer> targets(Statement.Insert insert) {
    if (insert.columns().isEmpty()) {
      return IntStream.range(0, schema.width()).boxed().toList();
    }
    List<Integer> targets = new ArrayList<>();
    for (Syntax.Name name : insert.columns()) {
      int at = column(name);
      if (targets.contains(at)) {
        throw twice(name);
      }
      targets.add(at);
    }
    return targets;
  }

  private int column(Syntax.Name name) {
    int at = schema.indexOf(name.last());
    if (at < 0) {
      throw place.error(
          name.span(),
          ErrorCode.SQL_NAME,
          "column \"" + name.last() + "\" of \"" + table.name() + "\" does not exist",
          Suggestion.of(name.last(), schema.columns().stream().map(Column::name).toList()));
    }
    return at;
  }

  private RuntimeException twice(Syntax.Name name) {
    return place.error(
        name.span(), ErrorCode.SQL_SYNTAX, "column \"" + name.last() + "\" is given twice");
  }

  private Plan rows(Statement.Insert insert, List<Integer> targets) {
    ExpressionBinder binder = binder(List.of(), "values");
    List<List<Expression>> rows = new ArrayList<>();
    for (List<Optional<Syntax>> written : insert.rows()) {
      requireCount(written.size(), targets.size(), insert);
      Expression[] row = new Expression[schema.width()];
      for (int i = 0; i < written.size(); i++) {
        int at = targets.get(i);
        written.get(i).ifPresent(value -> row[at] = assigned(binder.bind(value), at, value.span()));
      }
      rows.add(completed(row));
    }
    return new Plan.Values(fields(rows), rows);
  }

  private List<Field> fields(List<List<Expression>> rows) {
    return IntStream.range(0, schema.width())
        .mapToObj(i ->
            new Field(
                schema.column(i).name(),
                schema.type(i),
                rows.stream().anyMatch(row -> row.get(i).nullable())))
        .toList();
  }

  private void requireCount(int given, int wanted, Statement.Insert insert) {
    boolean all = insert.columns().isEmpty();
    if (given > wanted || (given < wanted && !all)) {
      throw place.error(
          insert.span(),
          ErrorCode.SQL_SYNTAX,
          "insert has " + given + " values for " + wanted + " columns");
    }
  }

  private Expression assigned(Expression value, int at, Span span) {
    Column column = schema.column(at);
    return assigning.assign(value, column.name(), column.type(), span);
  }

  /** What is not given is as the table says. */
  private List<Expression> completed(@Nullable Expression[] given) {
    List<Expression> row = new ArrayList<>();
    for (int i = 0; i < given.length; i++) {
      Expression value = given[i];
      row.add(value == null ? expressions.byDefault(i) : value);
    }
    return row;
  }

  private Plan query(Statement.Insert insert, List<Integer> targets) {
    Plan source = queries.open(Objects.requireNonNull(insert.query()), catalog);
    requireCount(source.width(), targets.size(), insert);
    Expression[] row = new Expression[schema.width()];
    boolean project = source instanceof Plan.Project;
    for (int i = 0; i < source.width(); i++) {
      Expression value = project ? ((Plan.Project) source).expressions().get(i) : source.column(i);
      row[targets.get(i)] = assigned(value, targets.get(i), insert.query().span());
    }
    Plan input = project ? ((Plan.Project) source).input() : source;
    return new Plan.Project(input, completed(row), names());
  }

  private List<String> names() {
    return schema.columns().stream().map(Column::name).toList();
  }

  /** The rows that are updated, as they are and as they become, then their checks. */
  public Plan update(Statement.Update update) {
    Plan rows = matching(update.table(), update.alias(), update.where());
    ExpressionBinder binder = binder(columns(rows, update.table(), update.alias()), "set");
    Expression[] changed = new Expression[schema.width()];
    for (Statement.Assignment assignment : update.assignments()) {
      int at = column(assignment.column());
      if (changed[at] != null) {
        throw twice(assignment.column());
      }
      changed[at] =
          assignment
              .value()
              .map(value -> assigned(binder.bind(value), at, value.span()))
              .orElseGet(() -> expressions.byDefault(at));
    }
    List<Expression> all = new ArrayList<>(rows.columns());
    for (int i = 0; i < changed.length; i++) {
      all.add(changed[i] == null ? rows.column(i) : changed[i]);
    }
    List<String> names = new ArrayList<>(names());
    names.addAll(names());
    return checked(new Plan.Project(rows, all, names), schema.width());
  }

  /** The rows that go. */
  public Plan delete(Statement.Delete delete) {
    return matching(delete.table(), delete.alias(), delete.where());
  }

  private Plan matching(ObjectName name, @Nullable String alias, @Nullable Syntax where) {
    Plan scan = new Plan.Scan(table.name(), schema);
    if (where == null) {
      return scan;
    }
    ExpressionBinder binder = binder(columns(scan, name, alias), "where");
    return new Plan.Filter(scan, binder.condition(where, "the argument of where"));
  }

  private List<ScopeColumn> columns(Plan rows, ObjectName name, @Nullable String alias) {
    String relation = alias == null ? name.parts().getLast() : alias;
    return Tables.of(rows, new Relation(relation, List.of()), names()).columns();
  }

  private ExpressionBinder binder(List<ScopeColumn> columns, String where) {
    FromBinder from = new FromBinder(catalog, queries, types);
    return from.expressions(from.scope(columns), AggregateCalls.none(place, where));
  }

  /** With a column for each check: whether it is not false. */
  private Plan checked(Plan rows, int from) {
    if (table.checks().isEmpty()) {
      return rows;
    }
    List<Expression> all = new ArrayList<>(rows.columns());
    List<String> names = new ArrayList<>(rows.fields().stream().map(Field::name).toList());
    for (Expression check : expressions.checks(i -> rows.column(from + i))) {
      all.add(check);
      names.add("check");
    }
    return new Plan.Project(rows, all, names);
  }
}
